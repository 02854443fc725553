import { type Browser, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { allWeek } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addColleague, newPassword } from '../../../test/passwords.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';

const day = 86_400_000;
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

let people = 0;
const newAddress = () => `person-${++people}@acme.example`;
const deactivate = (personId: string, by: Browser = portal.admin) =>
  refusalCodeOf(by.call('people.deactivate', { personId }));
const reactivate = (personId: string) => refusalCodeOf(portal.admin.call('people.reactivate', { personId }));

describe('the address of somebody who left', () => {
  it('can be used again; whoever left with it cannot come back meanwhile, and signs in with it afterwards', async () => {
    const email = newAddress();
    const former = await addColleague(portal, { email });
    expect(await deactivate(former.personId)).toBeNull();
    expect(await refusalCodeOf(portal.signIn(email, newPassword))).toBe('not_signed_in');
    expect(await refusalCodeOf(former.browser.ask('staff.me'))).toBe('not_signed_in');

    const latter = await addColleague(portal, { email, name: 'Somebody else' });
    expect(await reactivate(former.personId)).toBe('invalid_input');
    expect(await refusalCodeOf(latter.browser.ask('staff.me'))).toBeNull();
    expect(await deactivate(latter.personId)).toBeNull();
    expect(await reactivate(former.personId)).toBeNull();
    const back = await portal.signIn(email, newPassword);
    expect(await back.ask('staff.me')).toMatchObject({ personId: former.personId });
  });

  it('is given to one of two who are invited with it at once', async () => {
    const email = newAddress();
    const invite = (name: string) =>
      refusalCodeOf(portal.admin.call('people.inviteColleague', { name, email, roles: ['interviewer'] }));
    const codes = await Promise.all([invite('One'), invite('Two')]);
    expect(codes.toSorted()).toEqual([null, 'invalid_input'].toSorted());
  });
});

describe('the last administrator', () => {
  it('neither leaves nor loses the role; whoever was only invited does not count', async () => {
    const other = await portal.newTenant();
    const admin = await portal.signIn(other.email, other.password);
    const personId = (await admin.ask<{ personId: string }>('staff.me')).personId;
    const invited = { name: 'Second', email: newAddress(), roles: ['tenant_admin'] };
    await admin.call('people.inviteColleague', invited);
    expect(await deactivate(personId, admin)).toBe('last_administrator');
    const demoted = { personId, roles: ['recruiter'] };
    expect(await refusalCodeOf(admin.call('people.update', demoted))).toBe('last_administrator');
    const third = { ...invited, email: newAddress(), zone: 'UTC', password: newPassword };
    await admin.call('people.create', third);
    expect(await refusalCodeOf(admin.call('people.update', demoted))).toBeNull();
  });

  it('stays when two go at once, each letting the other go or giving up the role', async () => {
    for (let round = 0; round < 6; round++) {
      const other = await portal.newTenant();
      const one = await portal.signIn(other.email, other.password);
      const email = newAddress();
      const admin = { name: 'Second', email, roles: ['tenant_admin'], zone: 'UTC', password: newPassword };
      const second = (await one.call<{ personId: string }>('people.create', admin)).personId;
      const two = await portal.signIn(email, newPassword);
      const demote = (by: Browser, personId: string) =>
        refusalCodeOf(by.call('people.update', { personId, roles: ['recruiter'] }));
      await Promise.all([
        deactivate(second, one),
        round % 2 ? demote(two, other.personId) : deactivate(other.personId, two),
      ]);
      const left = { tenantId: other.tenantId, active: true, roles: 'tenant_admin' };
      expect(await portal.collection('people').countDocuments(left)).toBe(1);
    }
  });
});

it('a change of somebody ends their sessions where it is one of their roles, and says who made it', async () => {
  const { personId, browser } = await addColleague(portal, {
    email: newAddress(),
    roles: ['recruiter', 'interviewer'],
  });
  const update = (roles: string[]) => portal.admin.call('people.update', { personId, title: 'Lead', roles });
  await update(['interviewer', 'recruiter']);
  expect(await browser.ask('staff.me')).toMatchObject({ personId });
  await update(['recruiter']);
  expect(await refusalCodeOf(browser.ask('staff.me'))).toBe('not_signed_in');
  await deactivate(personId);
  await reactivate(personId);
  const audit = portal.collection<{ action: string; actor: { id: string } }>('audit');
  const rows = await audit.find({ 'detail.person': personId }).sort({ at: 1, _id: 1 }).toArray();
  const told = rows.map(({ action, actor }) => [action, actor.id]);
  expect(told).toEqual([
    ['inviteColleague', portal.personId],
    ['acceptColleague', personId],
    ['updatePerson', portal.personId],
    ['updatePerson', portal.personId],
    ['changeRoles', portal.personId],
    ['deactivatePerson', portal.personId],
    ['reactivatePerson', portal.personId],
  ]);
});

it('whoever is active is not reactivated: nothing is changed, and nothing is on record', async () => {
  const { personId } = await addColleague(portal, { email: newAddress() });
  const row = async () => await portal.collection<{ _id: string }>('people').findOne({ _id: personId });
  const before = await row();
  await reactivate(personId);
  expect(await row()).toEqual(before);
  const said = { action: 'reactivatePerson', 'detail.person': personId };
  expect(await portal.collection('audit').countDocuments(said)).toBe(0);
});

describe('what somebody leaves behind', () => {
  interface Leaving {
    bookings: {
      total: number;
      named: { interviewId: string; what: string; because: string; by: { name: string }[] }[];
    };
    templates: { name: string }[];
    services: { name: string }[];
    jobs: { total: number; named: { title: string }[] };
    invitations: number;
  }
  const leaving = (personId: string) => portal.admin.ask<Leaving>('people.leaving', { personId });

  it('is shown before they go, with whoever then comes instead, and nothing is changed by looking', async () => {
    const [leaver, other] = [await portal.addInterviewer(), await portal.addInterviewer({ name: 'Ulf Understudy' })];
    const shared = await portal.addTemplate([leaver, other], {
      name: 'Shared',
      panel: [{ anyOf: [leaver, other], count: 1 }],
    });
    const alone = await portal.addTemplate([leaver], { name: 'Alone', panel: [{ anyOf: [leaver], count: 1 }] });
    await portal.addService([leaver], { name: 'Only theirs' });
    await portal.addService([leaver, other], { name: 'Of both' });
    await portal.admin.call('jobs.create', { title: 'Their own', ownerIds: [leaver] });
    await portal.admin.call('jobs.create', { title: 'Of both', ownerIds: [leaver, other] });
    const book = async (templateId: string) => {
      const candidate = await portal.invite(templateId);
      await candidate.book((await candidate.slots()).starts[5] ?? '');
      return candidate.interviewId;
    };
    // Who takes the shared one is up to the choice; the other is away while it is made.
    await portal.admin.call('availability.save', { personId: other, zone: 'UTC', weekly: [], overrides: [] });
    const replaced = await book(shared);
    await portal.admin.call('availability.save', {
      personId: other,
      zone: 'UTC',
      weekly: allWeek('00:00', '24:00'),
      overrides: [],
    });
    const homeless = await book(alone);
    await portal.invite(alone);

    const before = await portal.collection('bookings').find().sort({ _id: 1 }).toArray();
    const shown = await leaving(leaver);
    expect(await portal.collection('bookings').find().sort({ _id: 1 }).toArray()).toEqual(before);
    const named = new Map(shown.bookings.named.map((one) => [one.interviewId, one]));
    expect(named.get(replaced)).toMatchObject({ what: 'replaced', by: [{ name: 'Ulf Understudy' }] });
    expect(named.get(homeless)).toMatchObject({ what: 'hr_decides', because: 'nobody_free', by: [] });
    expect(shown).toMatchObject({
      bookings: { total: 2 },
      templates: [{ name: 'Alone' }],
      services: [{ name: 'Only theirs' }],
      jobs: { total: 1, named: [{ title: 'Their own' }] },
      invitations: 1,
    });

    expect(await deactivate(leaver)).toBeNull();
    const rows = portal.collection<{ _id: string; people: string[]; dropOuts: { state: string }[] }>('bookings');
    expect((await rows.findOne({ _id: replaced }))?.people).toEqual([other]);
    expect((await rows.findOne({ _id: homeless }))?.dropOuts).toMatchObject([{ state: 'asked' }]);
  });
});

describe('the load of people', () => {
  it('counts what they have in the last and next four weeks in one question, which reads by index what is within', async () => {
    const [one, two] = [await portal.addInterviewer(), await portal.addInterviewer()];
    const templateId = await portal.addTemplate([one, two], { panel: [{ anyOf: [one, two], count: 2 }] });
    const candidate = await portal.invite(templateId);
    await candidate.book((await candidate.slots()).starts[0] ?? '');
    const reservations = portal.collection<{ _id: string; startsAt: Date; endsAt: Date; people: string[] }>(
      'reservations',
    );
    const booked = await reservations.findOne({ people: one });
    if (booked === null) throw new Error('nothing is booked');
    const past = (daysAgo: number) => ({
      ...booked,
      _id: `rsv_${daysAgo}`,
      bookingId: `int_${daysAgo}`,
      cells: [],
      active: false,
      tookPlace: true,
      startsAt: new Date(Date.now() - daysAgo * day),
      endsAt: new Date(Date.now() - daysAgo * day + 1_800_000),
      people: [one],
    });
    await reservations.insertMany([past(3), past(20), ...Array.from({ length: 40 }, (_, n) => past(60 + n))]);

    interface Load {
      people: { personId: string; last: object; next: object }[];
    }
    let load: Load | undefined;
    const read = await portal.profileOf(async () => {
      load = await portal.admin.ask<Load>('people.load');
    });
    const ofOne = load?.people.find(({ personId }) => personId === one);
    expect(ofOne).toEqual({
      personId: one,
      last: { meetings: 2, minutes: 60 },
      next: { meetings: 1, minutes: 60 },
      nextAt: booked.startsAt.toISOString(),
    });
    expect(load?.people.find(({ personId }) => personId === two)).toMatchObject({
      last: { meetings: 0 },
      next: { meetings: 1 },
    });
    const asked = read.filter(({ collection }) => collection === 'reservations');
    expect(asked).toHaveLength(1);
    const within = { startsAt: { $gte: new Date(Date.now() - 28 * day) } };
    expect(asked[0]?.read).toBeLessThanOrEqual(await reservations.countDocuments(within));
  });
});

it('candidates read the sentence of whoever they meet', async () => {
  const personId = await portal.addInterviewer();
  await portal.admin.call('people.update', { personId, about: 'I build small instruments.' });
  const candidate = await portal.invite(await portal.addTemplate([personId]));
  const view = await candidate.book((await candidate.slots()).starts[0] ?? '');
  expect(view.interviewers).toMatchObject([{ about: 'I build small instruments.' }]);
});
