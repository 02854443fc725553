import { workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { defineSearchAttributeKey } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../services/booking/src/runtime/new-id.ts';
import {
  jobQuery,
  type WorkflowQueryName,
  workflowQuery,
} from '../../../services/booking/src/views/workflow-queries.ts';
import { patient } from '../../../services/booking/test/portal.ts';
import { intentKey } from './api-fixtures.ts';
import { startTestStack, type TestStack } from './test-stack.ts';
import { until } from './until-ready.ts';

const day = 86_400_000;

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ isMailHeld: true });
});
afterAll(async () => await stack?.stop());

async function booked() {
  const { portal } = stack;
  const templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: patient });
  const candidate = await portal.invite(templateId);
  const [start = ''] = (await candidate.slots()).starts;
  await candidate.book(start);
  return { interviewId: candidate.interviewId, templateId, start: Date.parse(start) };
}

/** Invites to a job of that title. */
async function invitedTo(title: string, policy: object = {}) {
  const { admin, addTemplate, addInterviewer } = stack.portal;
  const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title });
  const candidate = { name: 'Ada', email: `${intentKey()}@candidate.example` };
  const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', { jobId, candidate });
  const templateId = await addTemplate([await addInterviewer()]);
  const wish = { applicationId, templateId, policy, idempotencyKey: intentKey() };
  return (await admin.call<{ interviewId: string }>('interviews.invite', wish)).interviewId;
}

const everything = { now: 0, today: { from: 0, to: 1 } };

const queryOf = (name: WorkflowQueryName, about: Partial<typeof everything> = {}) =>
  workflowQuery(name, { tenantId: stack.portal.tenantId, ...everything, ...about });

async function foundBy(query: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { workflowId } of stack.client.workflow.list({ query })) found.push(workflowId);
  return found;
}

/** Resolves once a query finds the workflow of that booking. */
const untilListed = (query: string, interviewId: string) =>
  until(`${interviewId} by ${query}`, async () => (await foundBy(query)).includes(workflowIdOf(interviewId)), {
    deadlineMs: 30_000,
  });
const untilFound = (name: WorkflowQueryName, interviewId: string, about: Partial<typeof everything>) =>
  untilListed(queryOf(name, about), interviewId);

describe('a workflow in the list', () => {
  it('says what it is about without a person in it, also in what can be searched for', async () => {
    const { interviewId, templateId } = await booked();
    const { portal, client } = stack;
    const handle = client.workflow.getHandle(workflowIdOf(interviewId));
    const keyword = (name: string) => defineSearchAttributeKey(name, 'KEYWORD');
    const described = await until('its attributes', async () => {
      const description = await handle.describe();
      return description.typedSearchAttributes.get(keyword('Template')) !== undefined && description;
    });

    const row = await portal.collection<{ _id: string; company: string }>('bookings').findOne({ _id: interviewId });
    const template = await portal.collection<{ _id: string; name: string }>('templates').findOne({ _id: templateId });
    expect(await described.staticSummary()).toBe(
      `Technical interview · Frontend engineer · attempt 1 · ${row?.company}`,
    );
    const { typedSearchAttributes: attributes } = described;
    expect([attributes.get(keyword('Company')), attributes.get(keyword('Job'))]).toEqual([
      row?.company,
      'Frontend engineer',
    ]);
    expect(attributes.get(keyword('Template'))).toBe(template?.name);
  });

  it('is found by the ready query for what is overdue and for what is today, of its own company only', async () => {
    const { interviewId, start } = await booked();
    const today = { from: start - 1, to: start + 1 };

    await untilFound('today', interviewId, { today });
    await untilFound('overdue', interviewId, { now: start + day });

    const other = workflowQuery('today', { tenantId: 'ten_other', now: start, today });
    expect((await stack.client.workflow.count(other)).count).toBe(0);
    for (const name of ['attention', 'stuck'] as const) {
      const query = workflowQuery(name, { tenantId: stack.portal.tenantId, now: start, today });
      expect((await stack.client.workflow.count(query)).count).toBe(0);
    }
  });

  it('is found by the query of its job alone, whatever the title is made of', async () => {
    const titles = ['Head of "research"', "Ada's team \\ Zoë's", 'Head of research'];
    const ids = await Promise.all(titles.map((title) => invitedTo(title)));
    for (const [n, title] of titles.entries()) {
      const query = jobQuery({ tenantId: stack.portal.tenantId, title });
      await untilListed(query, ids[n] ?? '');
      expect(await foundBy(query)).toHaveLength(1);
    }
  });

  it('is found among its company’s although its facts could never be read', async () => {
    const { portal } = stack;
    const healthy = await invitedTo('Baker');
    const bookings = portal.collection<{ _id: string }>('bookings');
    const row = await bookings.findOne({ _id: healthy });
    if (row === null) throw new Error('no booking');
    const interviewId = newId('interview') as string;
    const policy = { ...(row as { policy?: object }).policy, nudges: ['nonsense'] };
    const copy = { ...row, _id: interviewId, rootInterviewId: interviewId, policy, factsRev: 1, plannedRev: 0 };
    await bookings.insertOne(copy);
    await portal.collection<{ _id: string; tenantId: string }>('outbox').insertOne({
      _id: newId('event'),
      tenantId: portal.tenantId,
      interviewId,
      rev: 1,
      createdAt: new Date(),
      deliveredAt: null,
    } as never);
    await untilListed(`TenantId = '${portal.tenantId}' AND ExecutionStatus = 'Running'`, interviewId);
  });

  it('is found among those that need a person until somebody has seen to it, also when nothing else is left', async () => {
    const { admin } = stack.portal;
    // While a mail is left to be sent no workflow ends.
    await stack.startMail();
    const interviewId = await invitedTo('Gardener', { invitationValidFor: 'PT2S', nudges: [] });
    await untilListed(`${queryOf('attention')} AND NextAction IS NULL`, interviewId);

    await admin.call('queue.dismiss', { interviewId, kind: 'expired', reason: { code: 'handled' } });

    const workflow = stack.client.workflow.getHandle(workflowIdOf(interviewId));
    await until('its end', async () => (await workflow.describe()).status.name === 'COMPLETED', { deadlineMs: 30_000 });
    await until('nobody', async () => !(await foundBy(queryOf('attention'))).includes(workflowIdOf(interviewId)));
  });
});
