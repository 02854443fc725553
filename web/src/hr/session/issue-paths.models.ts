import type { Problem } from '../../api.ts';

/** Where the server found a part of the input wrong, as paths within that part; none for any other problem. */
export function issuePaths(problem: Problem | null, part: string): string[] {
  if (problem?.kind !== 'refused' || problem.refusal.code !== 'invalid_input') return [];
  const root = `${part}.`;
  return problem.refusal.issues.flatMap(({ path }) => (path.startsWith(root) ? path.slice(root.length) : []));
}
