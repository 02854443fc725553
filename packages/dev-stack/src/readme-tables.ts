import { interviewStatuses, transitions } from '@interlude/shared/booking/booking-status';

/** The lifecycle as a Mermaid diagram, from the table that decides it. */
export function lifecycleDiagram(): string {
  const lines = interviewStatuses.flatMap((from) => {
    const steps = Object.entries(transitions[from]);
    const targets = Map.groupBy(steps, ([, { to }]) => to);
    return [...targets].map(([to, group]) => `  ${from} --> ${to}: ${group.map(([action]) => action).join(', ')}`);
  });
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> invited', ...lines, '```'].join('\n');
}

/** Roles and permissions as a Markdown table. */
export function permissionTable(
  rolesOf: Readonly<Record<string, readonly string[]>>,
  roles: readonly string[],
): string {
  const head = [`| Permission | ${roles.join(' | ')} |`, `|---|${roles.map(() => ':-:').join('|')}|`];
  const rows = Object.entries(rolesOf).map(([permission, allowed]) => {
    return `| \`${permission}\` | ${roles.map((role) => (allowed.includes(role) ? '✓' : '')).join(' | ')} |`;
  });
  return [...head, ...rows].join('\n');
}
