import type { Problem } from '../../api.ts';

/** Where the server found input wrong, as paths from `root` on; none for any other problem. */
export function issuePaths(problem: Problem | null, root?: string): string[] {
  if (problem?.kind !== 'refused' || problem.refusal.code !== 'invalid_input') return [];
  const paths = problem.refusal.issues.map(({ path }) => path);
  if (root === undefined) return paths;
  return paths.filter((path) => path.startsWith(`${root}.`)).map((path) => path.slice(root.length + 1));
}
