/** Everything under `/hr`. */
export function HrRoutes() {
  return (
    <main class="page-main">
      <h1 class="text-title font-strong">Interlude for HR</h1>
      <p class="mt-2 text-muted">The console is not part of this build.</p>
    </main>
  );
}
