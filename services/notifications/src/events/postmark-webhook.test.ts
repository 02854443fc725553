import { randomUUID } from 'node:crypto';
import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { loadConfig } from '../config.ts';
import { createSentMailStore, type Delivery } from '../sending/sent-mail-store.ts';
import { addressHashOf, createSuppressionStore } from '../sending/suppression-store.ts';
import { startNotifications } from '../server.ts';
import { internalKey, sendInput, startFakeBooking, token } from '../test-notifications.ts';

const credentials = { user: 'postmark', password: 'a-långish password' };
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

async function startService() {
  const booking = await startFakeBooking();
  const database = freshDatabaseName('hooks');
  const config = loadConfig({
    INTERLUDE_MONGO_URL: inject('mongoUrl'),
    INTERLUDE_NOTIFICATIONS_DB: database,
    INTERLUDE_TEMPORAL_ADDRESS: inject('temporalAddress'),
    INTERLUDE_INTERNAL_KEY: internalKey,
    INTERLUDE_NOTIFICATIONS_PORT: '0',
    INTERLUDE_NOTIFICATIONS_METRICS_PORT: '0',
    INTERLUDE_BOOKING_INTERNAL_URL: booking.url,
    INTERLUDE_POSTMARK_TOKEN: token,
    INTERLUDE_POSTMARK_URL: 'http://127.0.0.1:9',
    INTERLUDE_WEBHOOK_USER: credentials.user,
    INTERLUDE_WEBHOOK_PASSWORD: credentials.password,
  });
  const logged: string[] = [];
  const service = await startNotifications(
    config,
    pino({ level: 'debug' }, { write: (text: string) => logged.push(text) }),
  );
  const connection = await mongoose.createConnection(inject('mongoUrl'), { dbName: database }).asPromise();
  onTestFinished(async () => {
    await service.stop();
    await connection.dropDatabase();
    await connection.close();
  });
  const base = `http://127.0.0.1:${service.port}`;
  await expect.poll(async () => (await fetch(`${base}/readyz`)).status, { timeout: 20_000, interval: 100 }).toBe(200);
  const post = async (body: unknown, authorization = basic(credentials.user, credentials.password)) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) };
    const response = await fetch(`${base}/webhooks/postmark`, { method: 'POST', headers, body: text });
    await response.arrayBuffer();
    return response.status;
  };
  const unhandled = () => connection.collection('mailEvents').countDocuments({ handledAt: null });
  const kept = () => connection.collection('mailEvents').countDocuments();
  const ledger = createSentMailStore(connection);
  return {
    booking,
    post,
    unhandled,
    kept,
    ledger,
    suppressions: createSuppressionStore(connection, 'outbound'),
    base,
    logged,
    service,
  };
}

function events(sk: string, recipient = 'zoe@example.com') {
  const common = {
    MessageID: randomUUID(),
    ServerID: 1,
    MessageStream: 'outbound',
    Tag: 'scheduled',
    Metadata: { sk },
  };
  const bounce = {
    ...common,
    ID: 42,
    Name: 'x',
    Description: 'x',
    Details: 'smtp;550 zoe@example.com unknown',
    Email: recipient,
    From: 'interviews@interlude.example',
    BouncedAt: '2027-03-01T10:00:05.1234567Z',
    DumpAvailable: false,
    Inactive: true,
    CanActivate: true,
    Subject: 'x',
  };
  return {
    delivery: {
      ...common,
      RecordType: 'Delivery',
      Recipient: recipient,
      DeliveredAt: '2027-03-01T10:00:01Z',
      Details: 'ok',
    },
    bounce: { ...bounce, RecordType: 'Bounce', Type: 'HardBounce', TypeCode: 1 },
    transient: { ...bounce, ID: 41, RecordType: 'Bounce', Type: 'Transient', TypeCode: 2, Inactive: false },
    complaint: { ...bounce, ID: 43, RecordType: 'SpamComplaint', Type: 'SpamComplaint', TypeCode: 100_001 },
    change: (SuppressSending: boolean, ChangedAt: string) => ({
      ...common,
      MessageID: null,
      Metadata: {},
      RecordType: 'SubscriptionChange',
      Recipient: recipient,
      ChangedAt,
      Origin: 'Recipient',
      SuppressSending,
      SuppressionReason: SuppressSending ? 'ManualSuppression' : null,
    }),
  };
}

const at = (email: string, stream: string) => ({ tenantId: 'ten_acme', addressHash: addressHashOf(email), stream });

describe('POST /webhooks/postmark', () => {
  it('answers 401 without the right credentials, never 403, and keeps nothing', async () => {
    const { post, kept, logged } = await startService();
    const { delivery } = events('x');

    const forged = [
      '',
      'Basic',
      basic('postmark', 'wrong'),
      basic('', ''),
      'Bearer x',
      basic('postmark', ''.padEnd(9_000, 'x')),
    ];
    const statuses = await Promise.all(forged.map((authorization) => post(delivery, authorization)));

    expect(new Set(statuses)).toEqual(new Set([401]));
    expect(await kept()).toBe(0);
    expect(logged.join('')).toContain('without valid credentials');
    expect(logged.join('')).not.toContain('example.com');
  });

  it.each([
    ['not JSON', '{', 400],
    ['more than 64 kB', JSON.stringify({ RecordType: 'Delivery', x: 'x'.repeat(70_000) }), 413],
    ['an array', [], 400],
    ['operators for values', { RecordType: 'Delivery', MessageID: { $ne: null }, Recipient: { $gt: '' } }, 400],
    ['a date that is none', { ...events('x').delivery, DeliveredAt: 'yesterday' }, 400],
    ['nothing', '', 400],
  ])('refuses %s', async (_what, body, status) => {
    const { post, kept } = await startService();

    expect(await post(body)).toBe(status);
    expect(await kept()).toBe(0);
  });

  it('takes record types it does not use', async () => {
    const { post, kept } = await startService();

    expect(await post({ RecordType: 'Open', MessageID: randomUUID(), Recipient: 'a@b.example' })).toBe(200);
    expect(await kept()).toBe(0);
  });

  it('ends in the same state however often and in whatever order events come', async () => {
    const { post, ledger, booking, unhandled, kept } = await startService();
    const orders: ('delivery' | 'transient' | 'bounce' | 'complaint')[][] = [
      ['delivery', 'transient', 'bounce', 'complaint'],
      ['complaint', 'bounce', 'transient', 'delivery'],
      ['bounce', 'delivery', 'complaint', 'transient'],
    ];
    const ends: unknown[] = [];
    for (const order of orders) {
      const input = sendInput();
      const { _id } = await ledger.reserve(input);
      const all = events(_id);
      for (const name of order.flatMap((one) => [one, one, one, one, one])) expect(await post(all[name])).toBe(200);
      await expect.poll(unhandled, { timeout: 10_000 }).toBe(0);
      const mail = await ledger.find(_id);
      ends.push([mail?.state, mail?.delivery]);
      const told = booking.deliveries.filter(({ interviewId }) => interviewId === input.interviewId);
      expect(told.at(-1)?.delivery).toBe('complained');
      expect(told.some(({ suppressed }) => suppressed)).toBe(true);
    }

    expect(ends).toEqual(Array(3).fill(['sent', 'complained' satisfies Delivery]));
    expect(await kept()).toBe(12);
  });

  it('settles a send whose own answer never came, and tells booking', async () => {
    const { post, ledger, booking } = await startService();
    const input = sendInput();
    await ledger.reserve(input);
    const mail = await ledger.claim((await ledger.reserve(input))._id, 'outbound');
    if (mail === null) throw new Error('not claimed');
    await ledger.doubt(mail, 60_000);
    const { delivery } = events(mail._id);

    await post(delivery);

    await expect.poll(() => booking.deliveries, { timeout: 10_000 }).toHaveLength(1);
    expect(booking.sends).toEqual([
      expect.objectContaining({ key: input.item.key, state: 'sent', messageId: delivery.MessageID }),
    ]);
    expect(await ledger.find(mail._id)).toMatchObject({ state: 'sent', delivery: 'delivered' });
  });

  it('counts a message that the provider delivered twice, once, and no repeated word of the same one', async () => {
    const { post, ledger, unhandled, service } = await startService();
    const { _id } = await ledger.reserve(sendInput());
    const [{ delivery: first }, { delivery: second }] = [events(_id), events(_id)];

    for (const delivery of [first, first, second, second, first]) await post(delivery);

    await expect.poll(unhandled, { timeout: 10_000 }).toBe(0);
    const metrics = await (await fetch(`http://127.0.0.1:${service.metricsPort}/metrics`)).text();
    expect(metrics).toContain('interlude_mail_duplicate_total{kind="scheduled"} 1');
  });

  it('suppresses a hard bounce for its tenant and reports it with its kind', async () => {
    const { post, ledger, booking, suppressions, unhandled, logged } = await startService();
    const input = sendInput();
    const { _id } = await ledger.reserve(input);

    await post(events(_id).bounce);
    await expect.poll(unhandled, { timeout: 10_000 }).toBe(0);

    const hash = addressHashOf('Zoe@Example.com');
    expect(await suppressions.isSuppressed({ tenantId: 'ten_acme', addressHash: hash, stream: 'outbound' })).toBe(true);
    expect(await suppressions.isSuppressed({ tenantId: 'ten_other', addressHash: hash, stream: 'outbound' })).toBe(
      false,
    );
    expect(booking.deliveries).toEqual([
      expect.objectContaining({ key: input.item.key, delivery: 'bounced', suppressed: true, detail: 'HardBounce' }),
    ]);
    expect(logged.join('')).not.toContain('zoe@');
  });

  it('follows the latest change of a subscription, whichever comes first', async () => {
    const { post, suppressions, unhandled } = await startService();
    const one = events('x', 'one@example.com');
    const two = events('x', 'two@example.com');

    await post(one.change(true, '2027-03-01T10:00:00Z'));
    await post(one.change(false, '2027-03-01T11:00:00Z'));
    await post(two.change(false, '2027-03-01T11:00:00Z'));
    await post(two.change(true, '2027-03-01T10:00:00Z'));
    await expect.poll(unhandled, { timeout: 10_000 }).toBe(0);

    expect(await suppressions.isSuppressed(at('one@example.com', 'outbound'))).toBe(false);
    expect(await suppressions.isSuppressed(at('two@example.com', 'outbound'))).toBe(false);
  });

  it('keeps apart what complaints about the stream of codes and about all other mail shut out', async () => {
    const { post, suppressions, ledger, unhandled } = await startService();
    const stateOf = async (email: string) => [
      await suppressions.isSuppressed(at(email, 'outbound')),
      await suppressions.isSuppressed(at(email, 'codes')),
    ];
    const [one, two] = [await ledger.reserve(sendInput()), await ledger.reserve(sendInput({ kind: 'code' }))];
    await post(events(one._id, 'one@example.com').complaint);
    await post({ ...events(two._id, 'two@example.com').complaint, MessageStream: 'codes' });
    const both = events('x', 'three@example.com').change(true, '2027-03-01T10:00:00Z');
    await post(both);
    await post({ ...both, MessageStream: 'codes' });
    await expect.poll(unhandled, { timeout: 10_000 }).toBe(0);

    expect(await stateOf('one@example.com')).toEqual([true, false]);
    expect(await stateOf('two@example.com')).toEqual([false, true]);
    expect(await stateOf('three@example.com')).toEqual([true, true]);
    await post({ ...events('x', 'three@example.com').change(false, '2027-03-01T11:00:00Z'), MessageStream: 'codes' });
    await expect.poll(unhandled, { timeout: 10_000 }).toBe(0);
    expect(await stateOf('three@example.com')).toEqual([true, false]);
  });

  it('keeps telling booking until it listens', async () => {
    const { post, ledger, booking } = await startService();
    const { _id } = await ledger.reserve(sendInput());
    booking.failing = { recordDelivery: 1 };

    await post(events(_id).bounce);

    await expect.poll(() => booking.deliveries, { timeout: 15_000, interval: 200 }).toHaveLength(1);
  });

  it('shows its counters on the metrics port', async () => {
    const { post, service } = await startService();
    await post(events('x').delivery, 'Basic nonsense');

    const text = await (await fetch(`http://127.0.0.1:${service.metricsPort}/metrics`)).text();

    expect(text).toContain('interlude_mail_events_total{type="other",result="forged"} 1');
  });
});
