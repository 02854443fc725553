import { type Browser, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { addressOf, intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let provider: string;
let service: NewService;
const started = Date.now();
let now = started;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  provider = await portal.addInterviewer({ name: 'Mara Brandt' });
  service = await portal.addService([provider], { price: { amountMinor: 4_500, currency: 'EUR' } });
});
afterAll(async () => await portal.stop());
beforeEach(() => {
  now = started;
});

const beginning = (more: object = {}) => ({
  ...addressOf(service),
  name: 'Zoë Ní Bhriain',
  email: `zoe-${intentKey()}@client.example`.toLowerCase(),
  zone: 'Europe/Dublin',
  idempotencyKey: intentKey(),
  ...more,
});

async function begin(browser: Browser, more: object = {}): Promise<string> {
  return (await browser.call<{ proofId: string }>('appointments.begin', beginning(more))).proofId;
}

const prove = (browser: Browser, proofId: string, code: string) =>
  browser.call<{ appointmentId: string }>('appointments.prove', { proofId, code });

const wrongFor = (code: string) => (code === '000000' ? '111111' : '000000');
const countOf = async (name: string) => await portal.collection(name).countDocuments({});

describe('the public page', () => {
  it('tells what the service is and who gives it, and nothing about how to reach them', async () => {
    const seen = await portal.browser().ask('appointments.service', addressOf(service));
    expect(seen).toMatchObject({
      company: 'Acme',
      name: 'Bike fitting',
      durationMinutes: 60,
      price: { amountMinor: 4_500, currency: 'EUR' },
      providers: [{ providerId: provider, name: 'Mara Brandt' }],
    });
    expect(JSON.stringify(seen)).not.toMatch(/@acme\.example"?,"|in-/);
  });

  it('answers alike for what is unknown, hidden and archived, and for a company that does not exist', async () => {
    const hidden = await portal.addService([provider], { name: 'Hidden', isPublic: false });
    const archived = await portal.addService([provider], { name: 'Archived' });
    await portal.admin.call('services.archive', { serviceId: archived.serviceId });
    const addresses = [
      addressOf(hidden),
      addressOf(archived),
      { ...addressOf(service), service: 'nothing-like-it' },
      { ...addressOf(service), tenant: 'nobody' },
    ];
    for (const address of addresses) {
      for (const ask of ['service', 'slots']) {
        const input = ask === 'slots' ? { ...address, zone: 'UTC' } : address;
        expect(await refusalCodeOf(portal.browser().ask(`appointments.${ask}`, input))).toBe('not_found');
      }
      expect(await refusalCodeOf(portal.browser().call('appointments.begin', beginning(address)))).toBe('not_found');
    }
  });

  it('offers the same starts before and after the address is proved', async () => {
    const input = { ...addressOf(service), zone: 'Europe/Lisbon' };
    const shown = await portal.browser().ask<{ starts: string[] }>('appointments.slots', input);
    const client = await portal.appoint(service);
    expect(shown.starts.length).toBeGreaterThan(20);
    expect((await client.slots()).starts).toEqual(shown.starts);
  });

  it('gives a service that shares its name an address of its own, and refuses one that is taken', async () => {
    const [one, other] = await Promise.all([
      portal.addService([provider], { name: 'Über-Check' }),
      portal.addService([provider], { name: 'Über-Check' }),
    ]);
    expect([one.slug, other.slug].toSorted()).toEqual(['uber-check', 'uber-check-2']);
    const again = portal.addService([provider], { slug: 'uber-check' });
    await expect(again).rejects.toMatchObject({ refusal: { code: 'invalid_input', issues: [{ path: 'slug' }] } });
  });
});

describe('proving an address', () => {
  it('makes client and appointment when the code is typed, and nothing before', async () => {
    const before = await Promise.all(['clients', 'bookings', 'reservations'].map(countOf));
    const browser = portal.browser();
    const proofId = await begin(browser, { reminderBefore: 'PT3H' });
    expect(await Promise.all(['clients', 'bookings', 'reservations'].map(countOf))).toEqual(before);

    const { appointmentId } = await prove(browser, proofId, await portal.codeOf(proofId));

    const view = await browser.ask('candidate.interview', { interviewId: appointmentId });
    expect(view).toMatchObject({
      status: 'invited',
      type: 'appointment',
      jobTitle: 'Bike fitting',
      zone: 'Europe/Dublin',
      appointment: { price: { amountMinor: 4_500, currency: 'EUR' }, payment: 'due', reminderBefore: 'PT3H' },
      retake: { eligible: false },
    });
    expect(await countOf('clients')).toBe((before[0] ?? 0) + 1);
  });

  it('gives one appointment to a code that is typed twice at once and once more later', async () => {
    const browser = portal.browser();
    const proofId = await begin(browser);
    const code = await portal.codeOf(proofId);
    const answers = await Promise.all([1, 2, 3].map(() => prove(portal.browser(), proofId, code)));
    const again = await prove(portal.browser(), proofId, code);
    expect(new Set([...answers, again].map(({ appointmentId }) => appointmentId)).size).toBe(1);
  });

  it('makes one client of two proofs of one address', async () => {
    const email = `twice-${intentKey()}@client.example`.toLowerCase();
    const proofs = await Promise.all([1, 2].map(() => begin(portal.browser(), { email })));
    await Promise.all(proofs.map(async (id) => await prove(portal.browser(), id, await portal.codeOf(id))));
    expect(await portal.collection('clients').countDocuments({ email })).toBe(1);
  });

  it('lets nobody guess more than five times, also at once, and then refuses the right code too', async () => {
    const proofId = await begin(portal.browser());
    const code = await portal.codeOf(proofId);
    const guesses = await Promise.all(
      Array.from({ length: 20 }, () => refusalCodeOf(prove(portal.browser(), proofId, wrongFor(code)))),
    );
    expect(guesses.filter((said) => said === 'code_wrong')).toHaveLength(5);
    expect(guesses.filter((said) => said === 'code_expired')).toHaveLength(15);
    expect(await refusalCodeOf(prove(portal.browser(), proofId, code))).toBe('code_expired');
    expect(await refusalCodeOf(prove(portal.browser(), 'prf_unknown', code))).toBe('code_expired');
  });

  it('takes a code for ten minutes', async () => {
    const proofId = await begin(portal.browser());
    const code = await portal.codeOf(proofId);
    now += 10 * 60_000;
    expect(await refusalCodeOf(prove(portal.browser(), proofId, code))).toBe('code_expired');
  });

  it('answers a repeated request alike and mails one code for it; another body under the key is refused', async () => {
    const input = beginning();
    const answers = await Promise.all([1, 2, 3].map(() => portal.browser().call('appointments.begin', input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const proofId = (answers[0] as { proofId: string }).proofId;
    expect(await portal.collection('outbox').countDocuments({ interviewId: proofId })).toBe(1);
    const other = portal.browser().call('appointments.begin', { ...input, name: 'Another' });
    expect(await refusalCodeOf(other)).toBe('idempotency_mismatch');
  });

  it('keeps the code out of the database and says it only to the one who sends the mail', async () => {
    const proofId = await begin(portal.browser());
    const code = await portal.codeOf(proofId);
    const ref = { tenantId: portal.tenantId, interviewId: proofId, key: `code@0:candidate:${proofId}` };
    expect(await portal.internal('messageFor', ref)).toMatchObject({ message: { kind: 'code', code } });
    for (const name of ['proofs', 'outbox', 'sends', 'audit', 'idempotency']) {
      expect([name, JSON.stringify(await portal.collection(name).find({}).toArray()).includes(code)]).toEqual([
        name,
        false,
      ]);
    }
    await prove(portal.browser(), proofId, code);
    expect(await portal.internal('messageFor', ref)).toEqual({ skip: 'superseded' });
  });

  it('begins no sixth appointment of a client whose five wait or lie ahead, until one of them ends', async () => {
    const email = `busy-${intentKey()}@client.example`.toLowerCase();
    const open = [];
    for (let n = 0; n < 5; n++) {
      open.push(await portal.appoint(await portal.addService([provider], { name: `Service ${n}` }), { email }));
    }
    const proofId = await begin(portal.browser(), { email });
    const code = await portal.codeOf(proofId);
    const sixth = () => prove(portal.browser(), proofId, code);
    await expect(sixth()).rejects.toMatchObject({ refusal: { code: 'appointments_open', limit: 5 } });

    const { interviewId } = open[2] ?? { interviewId: '' };
    await portal.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });

    expect((await sixth()).appointmentId).toMatch(/^apt_/);
    expect((await sixth()).appointmentId).toMatch(/^apt_/);
  });

  it('gives whoever comes back for the same wish the appointment that still waits for a time, with time to choose', async () => {
    const email = `again-${intentKey()}@client.example`.toLowerCase();
    const first = await portal.appoint(service, { email });
    for (let n = 0; n < 6; n++) {
      now += 5 * 60_000;
      const again = await portal.appoint(service, { email, zone: 'Europe/Dublin', reminderBefore: 'PT3H' });
      expect(again.interviewId).toBe(first.interviewId);
      expect(await again.view()).toMatchObject({ zone: 'Europe/Dublin', appointment: { reminderBefore: 'PT3H' } });
      expect(Date.parse((await again.view()).link.expiresAt)).toBe(now + 3_600_000);
    }
    expect(await portal.collection('bookings').countDocuments({ _id: first.interviewId as never })).toBe(1);
    await first.book((await first.slots()).starts[0] ?? '');
    expect((await portal.appoint(service, { email })).interviewId).not.toBe(first.interviewId);
  });

  it('begins anew for another wish, for other terms, and once the link is over', async () => {
    const email = `other-${intentKey()}@client.example`.toLowerCase();
    const other = await portal.addInterviewer();
    const shared = await portal.addService([provider, other], { name: 'Shared' });
    const ids = [(await portal.appoint(shared, { email })).interviewId];
    ids.push((await portal.appoint(shared, { email, providerId: other })).interviewId);
    await portal
      .collection('services')
      .updateOne({ _id: shared.serviceId as never }, { $set: { durationMinutes: 30 } });
    ids.push((await portal.appoint(shared, { email })).interviewId);
    now += 3_600_001;
    ids.push((await portal.appoint(shared, { email })).interviewId);
    expect(new Set(ids).size).toBe(4);
  });

  it('gives access to that appointment and to no other', async () => {
    const [one, other] = [await portal.appoint(service), await portal.appoint(service)];
    const foreign = one.browser.ask('candidate.interview', { interviewId: other.interviewId });
    expect(await refusalCodeOf(foreign)).toBe('not_found');
  });
});

describe('input of strangers', () => {
  it('that no page of ours sends is refused and writes nothing', async () => {
    const before = await Promise.all(['proofs', 'clients', 'outbox'].map(countOf));
    const wrong = [
      { name: '' },
      { name: 'x'.repeat(10_000) },
      { name: { $ne: null } },
      { email: 'a@b.example\r\nBcc: c@d.example' },
      { email: ['a@b.example'] },
      { email: 'nobody' },
      { zone: 'Mars/Base' },
      { providerId: { $gt: '' } },
      { reminderBefore: 'P400D' },
      { reminderBefore: 'soon' },
      { idempotencyKey: 'short' },
      { tenant: '../acme' },
      { surprise: true },
    ];
    for (const part of wrong) {
      const said = await refusalCodeOf(portal.browser().call('appointments.begin', beginning(part)));
      expect([part, said]).toEqual([part, expect.stringMatching(/invalid_input|time_zone_invalid/)]);
    }
    for (const code of ['12345', '1234567', 'abcdef', '١٢٣٤٥', { $ne: '' }]) {
      const guess = portal.browser().call('appointments.prove', { proofId: 'prf_1', code });
      expect([code, await refusalCodeOf(guess)]).toEqual([code, 'invalid_input']);
    }
    expect(await Promise.all(['proofs', 'clients', 'outbox'].map(countOf))).toEqual(before);
  });

  it('keeps its line breaks and overrides out of names', async () => {
    const browser = portal.browser();
    const proofId = await begin(browser, { name: 'Zoë\u202e\r\nBcc: x' });
    await prove(browser, proofId, await portal.codeOf(proofId));
    const [client] = await portal.collection<{ name: string }>('clients').find().sort({ _id: -1 }).limit(1).toArray();
    expect(client?.name).toBe('Zoë   Bcc: x');
  });
});

describe('limits', () => {
  it('let nobody hold more open appointments by making more addresses of one mailbox', async () => {
    const offered = await portal.addService([await portal.addInterviewer()]);
    const name = `ada${Date.now()}`;
    const open = (n: number) => portal.appoint(offered, { email: `${name}+${n}@client.example` });
    const booked = [];
    for (let n = 0; n < 5; n++) booked.push(await open(n));
    expect(await refusalCodeOf(open(5))).toBe('appointments_open');
    expect(new Set(booked.map(({ interviewId }) => interviewId)).size).toBe(5);
  });

  it('count what a client has open whom a process of an older release made, without a mailbox', async () => {
    const offered = await portal.addService([await portal.addInterviewer()]);
    const email = `bea${Date.now()}@client.example`;
    const { interviewId } = await portal.appoint(offered, { email });
    await portal.collection('clients').updateOne({ email }, { $unset: { mailbox: 1 } });
    expect(await portal.appoint(offered, { email })).toMatchObject({ interviewId });
  });
});
