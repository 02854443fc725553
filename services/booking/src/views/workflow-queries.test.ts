import { expect, it } from 'vitest';
import { jobWorkflowsUrl, workflowLinks } from './workflow-queries.ts';

const config = { temporalUiUrl: 'http://127.0.0.1:8233', temporalNamespace: 'interviews' };
const about = { tenantId: 'ten_1', zone: 'Europe/Berlin', now: Date.parse('2027-03-28T10:00:00Z') };

it('links to the whole list and to each ready query, of one company and of its own day', () => {
  const links = workflowLinks(config, about);

  expect(links.map(({ name }) => name)).toEqual(['all', 'attention', 'overdue', 'stuck', 'today']);
  const queries = links.map(({ url }) => new URL(url).searchParams.get('query'));
  expect(queries.slice(1).every((query) => query?.startsWith("TenantId = 'ten_1' AND "))).toBe(true);
  // The day on which clocks go forward has 23 hours.
  expect(queries[4]).toContain(
    "ScheduledAt >= '2027-03-27T23:00:00.000Z' AND ScheduledAt < '2027-03-28T22:00:00.000Z'",
  );
  expect(new URL(links[0]?.url ?? '').pathname).toBe('/namespaces/interviews/workflows');
});

it('are none where the engine has no pages', () => {
  expect(workflowLinks({ ...config, temporalUiUrl: null }, about)).toEqual([]);
  expect(jobWorkflowsUrl({ ...config, temporalUiUrl: null }, { tenantId: 'ten_1', title: 'Cook' })).toBeNull();
});

it('links to the workflows of one job, by a title that ends no text in a filter', () => {
  const url = jobWorkflowsUrl(config, { tenantId: 'ten_1', title: `"Ada's" cook` });
  expect(new URL(url ?? '').searchParams.get('query')).toBe("TenantId = 'ten_1' AND Job = '’Ada’s’ cook'");
});
