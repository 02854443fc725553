import { workflowIdOf } from '@interlude/shared/lifecycle-contract';
import { defineSearchAttributeKey } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WorkflowQueryName, workflowQuery } from '../../../services/booking/src/access/workflow-queries.ts';
import { patient } from '../../../services/booking/src/test-portal.ts';
import { startTestStack, type TestStack } from './test-stack.ts';
import { until } from './until-ready.ts';

const day = 86_400_000;

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ isMailHeld: true });
}, 60_000);
afterAll(async () => await stack?.stop());

async function booked() {
  const { portal } = stack;
  const templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: patient });
  const candidate = await portal.invite(templateId);
  const [start = ''] = (await candidate.slots()).starts;
  await candidate.book(start);
  return { interviewId: candidate.interviewId, templateId, start: Date.parse(start) };
}

const everything = { now: 0, today: { from: 0, to: 1 } };

/** Resolves once a ready query finds the workflow of that booking. */
const untilFound = (name: WorkflowQueryName, interviewId: string, about: Partial<typeof everything>) =>
  until(`${interviewId} among what is ${name}`, async () => {
    const query = workflowQuery(name, { tenantId: stack.portal.tenantId, ...everything, ...about });
    for await (const { workflowId } of stack.client.workflow.list({ query })) {
      if (workflowId === workflowIdOf(interviewId)) return true;
    }
    return false;
  });

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
});
