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

interface Procedure {
  readonly type: string;
  readonly perm: string;
}

/** The procedures of the API as a Markdown table: those of one router that ask for the same permission share a row. */
export function procedureTable(procedures: Readonly<Record<string, Procedure>>): string {
  const named = Object.entries(procedures).map(([path, { type, perm }]) => {
    const [noun = '', name = ''] = path.split('.');
    return { row: `| \`${noun}\` | \`${perm}\` |`, type, name };
  });
  const rows = [...Map.groupBy(named, ({ row }) => row)].map(([row, members]) => {
    const of = (types: readonly string[]) =>
      members.flatMap(({ type, name }) => (types.includes(type) ? [`\`${name}\``] : [])).join(', ');
    return `${row} ${of(['query', 'subscription'])} | ${of(['mutation'])} |`;
  });
  return ['| Router | Asks for | Reads | Changes |', '|---|---|---|---|', ...rows].join('\n');
}

/** The codes of refusals by their HTTP status, as a Markdown table. */
export function refusalTable(statusOf: Readonly<Record<string, number>>): string {
  const byStatus = [...Map.groupBy(Object.keys(statusOf), (code) => statusOf[code] ?? 0)];
  const rows = byStatus
    .toSorted(([one], [other]) => one - other)
    .map(([status, codes]) => `| ${status} | ${codes.map((code) => `\`${code}\``).join(', ')} |`);
  return ['| Status | Codes |', '|---|---|', ...rows].join('\n');
}
