import { addDays, localOf, startOfLocalDay } from '@interlude/shared/time-zone';

/** What those who run the portal look for in the workflow engine. */
const workflowQueryNames = ['attention', 'overdue', 'stuck', 'today'] as const;
export type WorkflowQueryName = (typeof workflowQueryNames)[number];

interface About {
  readonly tenantId: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The reader's local day. */
  readonly today: { readonly from: number; readonly to: number };
}

/** A list filter of the workflow engine for one company; times are those of asking. */
export function workflowQuery(name: WorkflowQueryName, { tenantId, now, today }: About): string {
  const at = (ms: number) => `'${new Date(ms).toISOString()}'`;
  const queries: Record<WorkflowQueryName, string> = {
    attention: `AttentionNeeded = true AND ExecutionStatus = 'Running'`,
    overdue: `NextActionAt < ${at(now)} AND ExecutionStatus = 'Running'`,
    stuck: `TemporalReportedProblems IS NOT NULL AND ExecutionStatus = 'Running'`,
    today: `ScheduledAt >= ${at(today.from)} AND ScheduledAt < ${at(today.to)}`,
  };
  return `TenantId = '${tenantId}' AND ${queries[name]}`;
}

/** The list of workflows in the engine's UI, whole and filtered; none where there is no UI. */
export function workflowLinks(
  { temporalUiUrl, temporalNamespace }: { temporalUiUrl: string | null; temporalNamespace: string },
  { tenantId, zone, now }: { tenantId: string; zone: string; now: number },
): { name: WorkflowQueryName | 'all'; url: string }[] {
  if (temporalUiUrl === null) return [];
  const list = `${temporalUiUrl}/namespaces/${temporalNamespace}/workflows`;
  const { date } = localOf(zone, now);
  const today = { from: startOfLocalDay(zone, date), to: startOfLocalDay(zone, addDays(date, 1)) };
  const filtered = workflowQueryNames.map((name) => {
    return { name, url: `${list}?query=${encodeURIComponent(workflowQuery(name, { tenantId, now, today }))}` };
  });
  return [{ name: 'all', url: list }, ...filtered];
}
