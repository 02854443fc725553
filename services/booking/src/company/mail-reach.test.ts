import { type CandidateBrowser, intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { createActivities } from '../temporal/activities.ts';

let portal: TestPortal;
let service: NewService;
const now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  service = await portal.addService([await portal.addInterviewer()]);
});
afterAll(async () => await portal.stop());

const after = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const bounces = async ({ interviewId }: CandidateBrowser) => {
  const seen = await portal.admin.ask<{ candidate: { mailBounces: boolean } }>('interviews.get', { interviewId });
  return seen.candidate.mailBounces;
};

/** The planned mails of a booking to its guest, or of a proof, each to be told about. */
async function mailsOf(interviewId: string) {
  const { tenantId } = portal;
  const plan = await createActivities(portal.app, () => now).planInterview({ tenantId, interviewId });
  return plan.items
    .filter((item) => item.does === 'notify' && item.recipient.role === 'candidate')
    .map(({ key }) => ({
      sent: (state: 'sent' | 'skipped', because: string | null, at: string) =>
        portal.internal('recordSend', { tenantId, interviewId, key, state, because, messageId: null, at }),
      became: (delivery: 'delivered' | 'complained', at: string) =>
        portal.internal('recordDelivery', {
          tenantId,
          interviewId,
          key,
          delivery,
          suppressed: delivery !== 'delivered',
          detail: null,
          at,
        }),
    }));
}

async function booked(email: string) {
  const client = await portal.appoint(service, { email });
  // Not the very next one: there would be nothing to remind of.
  await client.book((await client.slots()).starts[4] ?? '');
  const [first, second] = await mailsOf(client.interviewId);
  if (first === undefined || second === undefined) throw new Error('no mails are planned');
  return { client, first, second };
}

const address = () => `reach-${intentKey()}@client.example`.toLowerCase();

it('shows that mail bounces until one arrives that is no code, in whatever order and however often that is told', async () => {
  const email = address();
  const { client, first, second } = await booked(email);
  await first.became('complained', after(2));
  await second.became('delivered', after(1));
  await first.became('delivered', after(3));
  expect(await bounces(client)).toBe(true);

  // The code arrived, maybe on a stream of its own.
  expect(await bounces(await portal.appoint(service, { email }))).toBe(true);

  await second.became('delivered', after(3));
  expect(await bounces(client)).toBe(false);
  await second.became('delivered', after(3));
  expect(await bounces(client)).toBe(false);
});

it('shows that mail bounces once one is not sent because a complaint about a code shut the address out of all mail', async () => {
  const { client, first } = await booked(address());
  const proof = await portal.collection('proofs').findOne({}, { sort: { createdAt: -1 } });
  const [code] = await mailsOf(String(proof?._id));
  await code?.became('complained', after(1));
  expect(await bounces(client)).toBe(false);
  await first.sent('skipped', 'suppressed', after(2));
  expect(await bounces(client)).toBe(true);
});
