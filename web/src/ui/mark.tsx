/** Two bars and the pause between them: the mark of the product, at the foot of its pages. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <rect x="3" y="3" width="4" height="18" rx="2" />
      <circle cx="12" cy="12" r="2.75" />
      <rect x="17" y="3" width="4" height="18" rx="2" />
    </svg>
  );
}
