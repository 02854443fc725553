import { type Plan, queries, workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CandidateBrowser } from './api-fixtures.ts';

import { type OwnTemporal, startOnOwnTemporal } from './test-own-temporal.ts';
import { until } from './until-ready.ts';

let own: OwnTemporal;
let company: OwnTemporal['company'];
beforeAll(async () => {
  own = await startOnOwnTemporal();
  company = own.company;
});
afterAll(async () => await own?.stop());

/** Whether the plan of every interview's workflow says what MongoDB says. */
async function untilAgreed(candidates: readonly CandidateBrowser[]): Promise<void> {
  const connection = await Connection.connect({ address: own.temporal.address });
  const client = new Client({ connection });
  try {
    for (const candidate of candidates) {
      const { status, version, startsAt } = await candidate.view();
      await until(
        `the workflow of ${candidate.interviewId}`,
        async () => {
          const plan = await client.workflow
            .getHandle(workflowIdOf(candidate.interviewId))
            .query<Plan>(queries.currentPlan);
          const agrees = plan.status === status && plan.version === version;
          return agrees && (startsAt === null || plan.attributes?.ScheduledAt === Date.parse(startsAt));
        },
        { deadlineMs: 150_000, everyMs: 250 },
      );
    }
  } finally {
    await connection.close();
  }
}

it('books as usual while the workflow engine is down, agrees with it afterwards, and rebuilds it when its data are gone', async () => {
  const people = [await company.addInterviewer()];
  const templateId = await company.addTemplate(people, { durationMinutes: 30 });
  const service = await company.addService(people, { durationMinutes: 30 });
  const begin = (n: number) => (n % 2 === 0 ? company.invite(templateId) : company.appoint(service));
  const candidates = await Promise.all([0, 1, 2, 3, 4, 5].map(begin));
  // Not the next hours: what starts meanwhile has other mails to send.
  const starts = (await candidates[0]?.slots())?.starts.slice(8) ?? [];
  for (const [n, candidate] of candidates.slice(0, 2).entries()) await candidate.book(starts[n * 4] ?? '');
  await untilAgreed(candidates);

  await own.temporal.kill();
  for (const [n, candidate] of candidates.slice(2, 5).entries()) await candidate.book(starts[20 + n * 4] ?? '');
  await candidates[0]?.reschedule(starts[60] ?? '');
  expect((await candidates[0]?.view())?.status).toBe('rescheduled');

  await own.temporal.restart();
  await untilAgreed(candidates);
  const confirmations = async () =>
    (await company.mailbox.messages()).filter(({ request: { Tag } }) => Tag !== 'invitation' && Tag !== 'code');
  // Two booked before, three while it was down and one moved: the candidate and the interviewer are told each time.
  await until('the mails of what was booked meanwhile', async () => (await confirmations()).length === 12, {
    deadlineMs: 60_000,
  });
  const before = await company.mailbox.stats();

  await own.temporal.kill();
  await own.temporal.loseFile();
  await own.temporal.restart();
  await untilAgreed(candidates);

  const after = await company.mailbox.stats();
  expect([after.accepted, after.duplicates]).toEqual([before.accepted, 0]);
}, 400_000);

it('sends mails after an upgrade on the kept data of an engine that lacks search attributes', async () => {
  const templateId = await company.addTemplate([await company.addInterviewer()]);
  const candidate = await company.invite(templateId);
  const starts = (await candidate.slots()).starts.slice(8);
  await candidate.book(starts[0] ?? '');
  await untilAgreed([candidate]);

  // As a release before them left its file.
  const connection = await Connection.connect({ address: own.temporal.address });
  const newer = { namespace: 'default', searchAttributes: ['Company', 'Job', 'Template'] };
  await connection.operatorService.removeSearchAttributes(newer);
  await connection.close();
  await own.temporal.kill();
  await own.temporal.restart();

  await candidate.reschedule(starts[20] ?? '');
  // Their links are in mails that only a workflow sends.
  await untilAgreed([candidate, await company.invite(templateId)]);
  const tagsOf = async () =>
    (await company.mailbox.messages())
      .filter(({ request }) => request.Metadata?.['iv'] === candidate.interviewId)
      .map(({ request: { Tag } }) => Tag);
  await until('the mail of the new time', async () => (await tagsOf()).includes('rescheduled'), { deadlineMs: 60_000 });
});
