import { addDays, localOf, startOfLocalDay } from '@interlude/shared/time/time-zone';
import { searchable } from '../obligations/workflow-words.ts';

const workflowQueryNames = ['attention', 'overdue', 'stuck', 'today'] as const;
export type WorkflowQueryName = (typeof workflowQueryNames)[number];

interface About {
  readonly tenantId: string;
  readonly now: number;
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

/** The same for the interviews of a job, by its title: the engine knows no more of it. */
export function jobQuery({ tenantId, title }: { tenantId: string; title: string }): string {
  return `TenantId = '${tenantId}' AND Job = '${searchable(title)}'`;
}

interface Engine {
  readonly temporalUiUrl: string | null;
  readonly temporalNamespace: string;
}

function listUrl({ temporalUiUrl, temporalNamespace }: Engine): string {
  return `${temporalUiUrl}/namespaces/${temporalNamespace}/workflows`;
}

function filteredUrl(engine: Engine, query: string): string {
  return `${listUrl(engine)}?query=${encodeURIComponent(query)}`;
}

export function jobWorkflowsUrl(engine: Engine, job: { tenantId: string; title: string }): string | null {
  return engine.temporalUiUrl === null ? null : filteredUrl(engine, jobQuery(job));
}

/** The list of workflows in the engine's UI, whole and filtered; none where there is no UI. */
export function workflowLinks(
  engine: Engine,
  { tenantId, zone, now }: { tenantId: string; zone: string; now: number },
): { name: WorkflowQueryName | 'all'; url: string }[] {
  if (engine.temporalUiUrl === null) return [];
  const { date } = localOf(zone, now);
  const today = { from: startOfLocalDay(zone, date), to: startOfLocalDay(zone, addDays(date, 1)) };
  const filtered = workflowQueryNames.map((name) => {
    return { name, url: filteredUrl(engine, workflowQuery(name, { tenantId, now, today })) };
  });
  return [{ name: 'all', url: listUrl(engine) }, ...filtered];
}
