import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
beforeEach(async () => {
  portal = await startTestPortal();
});
afterEach(async () => await portal.stop());

const day = new Date(Date.now() + 4 * 86_400_000).toISOString().slice(0, 10);
const override = { rules: ['cap'], reason: { code: 'agreed' } };

/** Books for one candidate after the other of somebody who gives one interview a day. */
async function cappedPerson() {
  const personId = await portal.addInterviewer({ caps: { perDay: 1, perWeek: null } });
  const templateId = await portal.addTemplate([personId]);
  return async (time: string, more = {}) => {
    const { interviewId } = await portal.invite(templateId);
    const startsAt = `${day}T${time}:00Z`;
    await portal.admin.call('interviews.bookFor', { interviewId, startsAt, idempotencyKey: intentKey(), ...more });
  };
}

/** A build that takes everybody's caps to be one higher. */
function plantHigherCaps() {
  const { people } = portal.app.stores;
  const { listByIds } = people;
  people.listByIds = async (...asked) =>
    (await listByIds(...asked)).map((person) => ({ ...person, caps: { perDay: 2, perWeek: null } }));
}

const secondOfOne = /S3: 2 of 1 for \S+ from/;

describe('the checker of caps', () => {
  it('lets those beyond a cap pass that an override on record brought there, and nobody else', async () => {
    const book = await cappedPerson();
    await book('09:00');
    await book('11:00', { override });
    expect(await exclusionFaults(portal)).toEqual([]);
    await portal.collection('audit').updateMany({}, { $unset: { 'detail.override': 1 } });
    expect((await exclusionFaults(portal)).join()).toMatch(secondOfOne);
  });

  it('catches a build with higher caps, also beside an override that took no seat beyond the cap', async () => {
    const book = await cappedPerson();
    await book('09:00', { override });
    plantHigherCaps();
    await book('11:00');
    expect((await exclusionFaults(portal)).join()).toMatch(secondOfOne);
  });

  it('catches a build that lifts a cap and takes no seat', async () => {
    const book = await cappedPerson();
    await book('09:00');
    await book('11:00', { override });
    await portal.collection('reservations').updateMany({}, { $set: { seats: [] } });
    expect((await exclusionFaults(portal)).join()).toMatch(secondOfOne);
  });
});
