import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { startCalendarFile } from '@interlude/dev-stack/test-calendar-file';
import { day, hour, minute, type World } from '../world.ts';

/** Who looks: an administrator, somebody who only interviews, operations, the administrator of a new company, nobody. */
export type Reader = 'administrator' | 'interviewer' | 'ops' | 'newcomer' | 'nobody';

/** A company in which everything has happened once. */
export interface ConsoleCompany {
  readonly readers: Readonly<Record<Reader, Browser | null>>;
  readonly interviewId: string;
  /** Of that interview's timeline. */
  readonly eventId: string;
  readonly doneId: string;
  readonly appointmentId: string;
  readonly candidateId: string;
  readonly jobId: string;
  readonly personId: string;
}

interface Detail {
  readonly jobId: string;
  readonly candidateId: string;
}

export async function fillCompany(world: World): Promise<ConsoleCompany> {
  const { portal, now } = world;
  const { admin } = portal;
  const withRole = async (name: string, role: string) => {
    const email = `${role}-${intentKey()}@acme.example`.toLowerCase();
    const password = 'a long enough password';
    await admin.call('people.create', { name, email, roles: [role], zone: 'UTC', password });
    return await portal.signIn(email, password);
  };

  const soon = await world.book(2 * hour);
  await world.staff('confirm', soon);
  const next = await world.book(3 * day);
  const running = await world.book(10 * minute);
  await world.staff('start', running, { reason: { code: 'agreed' } });
  const over = await world.book(-2 * day);
  await world.at(-2 * day + 2 * hour, async () => await world.pass(over));
  const failed = await world.book(-4 * day, { retake: { cooldown: 'PT0S' } });
  await world.at(-4 * day + 2 * hour, async () => {
    await world.pass(failed);
    await world.staff('complete', failed, { outcome: 'failed' });
    await world.ask('requestRetake', failed, { reason: { code: 'technical_problem', text: 'The sound was gone.' } });
  });
  const cancelled = await world.book(5 * day);
  await world.staff('cancel', cancelled, { reason: { code: 'position_filled' } });
  await world.at(-6 * day, async () => await world.invite({ invitationValidFor: 'P5D' }));
  await world.invite({ invitationValidFor: 'P1D' });
  const unreached = await world.invite();
  const { candidateId: of } = await admin.ask<Detail>('interviews.get', { interviewId: unreached.interviewId });
  const marks = [{ cause: 'bounced', since: new Date(now - 40 * minute), of }];
  await portal.collection<{ _id: string }>('bookings').updateOne({ _id: unreached.interviewId }, { $set: { marks } });

  const mara = await portal.addInterviewer({ name: 'Mara Brandt', zone: 'UTC' });
  const client = await portal.appoint(await portal.addService([mara]));
  const { starts } = await client.slots();
  await client.book(starts[4] ?? '');
  await admin.call('people.inviteColleague', {
    name: 'Dele Adeyemi',
    email: `dele-${intentKey()}@acme.example`.toLowerCase(),
    roles: ['recruiter'],
  });
  const left = await portal.addInterviewer({ name: 'Theo Vasquez', zone: 'UTC' });
  await admin.call('people.deactivate', { personId: left });
  await admin.call('resources.create', { name: 'Room Fjord', kind: 'room' }).catch(() => undefined);

  for (const status of [200, 404]) {
    const file = await startCalendarFile();
    const { connection } = await admin.call<{ connection: { connectionId: string } }>('calendars.connectIcs', {
      url: file.url,
    });
    file.answers(status);
    await admin.call('calendars.syncNow', { connectionId: connection.connectionId });
  }

  const detail = await admin.ask<Detail>('interviews.get', { interviewId: soon.interviewId });
  const { events } = await admin.ask<{ events: { id: string; what: string }[] }>('interviews.timeline', {
    interviewId: next.interviewId,
  });
  const { candidates } = await admin.ask<{ candidates: { candidateId: string }[] }>('candidates.list', { limit: 1 });
  const newTenant = await portal.newTenant();
  return {
    readers: {
      administrator: admin,
      interviewer: await withRole('Sunita Gurung', 'interviewer'),
      ops: await withRole('Jonas Weidner', 'ops'),
      newcomer: await portal.signIn(newTenant.email, newTenant.password),
      nobody: null,
    },
    interviewId: next.interviewId,
    eventId: events.find(({ what }) => what === 'book')?.id ?? '',
    doneId: failed.interviewId,
    appointmentId: client.interviewId,
    candidateId: candidates[0]?.candidateId ?? '',
    jobId: detail.jobId,
    personId: mara,
  };
}
