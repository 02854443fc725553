import { setTimeout as sleep } from 'node:timers/promises';
import { Browser } from '@interlude/dev-stack/api-browser';
import { addressOf, intentKey } from '@interlude/dev-stack/api-fixtures';
import { createSandboxClient, type SandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import type { BenchPortal } from './bench-portal.ts';
import { goalRow, ms, type Row } from './report.ts';
import { quantile, timed } from './statistics.ts';

const invitations = 1_000;
const idleCodes = 10;
const atOnce = 8;
const lookEveryMs = 50;
const givenUpAfterMs = 60_000;
/** A code counts for ten minutes; whoever waits for it looks at an empty inbox. */
const goalSeconds = 5;

/** W5: how long a code takes that is asked for while a thousand invitations wait for their turn, at the usual rate. */
export async function measureMail(portal: BenchPortal): Promise<Row[]> {
  const mails = createSandboxClient(portal.mailUrl);
  const [person, provider] = [await portal.addInterviewer(), await portal.addInterviewer()];
  const templateId = await portal.addTemplate([person]);
  const service = await portal.addService([provider]);
  const code = () => codeDelay(portal.base, mails, service);
  await code();
  const idle: number[] = [];
  for (let n = 0; n < idleCodes; n++) idle.push(await code());

  const before = (await mails.stats()).accepted;
  const began = performance.now();
  const inviting = inviteAll(portal, templateId);
  const busy: number[] = [];
  let sent = 0;
  let waiting = 0;
  while (sent < invitations) {
    busy.push(await code());
    sent = (await mails.messages({ tag: 'invitation' })).length;
    waiting = Math.max(waiting, (await portal.invited()) - sent);
    if (performance.now() - began > 5 * givenUpAfterMs) throw new Error(`only ${sent} invitations were sent`);
    await sleep(500);
  }
  await inviting;
  const tookMs = performance.now() - began;
  const { accepted, duplicates } = await mails.stats();
  const slowest = quantile(busy, 1);
  return [
    goalRow(
      `W5 code beside ${invitations} invitations`,
      `p50 ${ms(quantile(busy, 0.5))}, longest ${ms(slowest)} ms, n ${busy.length}; at most ${waiting} invitations waited`,
      `longest ≤ ${goalSeconds} s`,
      slowest <= goalSeconds * 1_000,
    ),
    goalRow(
      'W5 code, nothing else to send',
      `p50 ${ms(quantile(idle, 0.5))}, longest ${ms(quantile(idle, 1))} ms`,
      '',
      null,
    ),
    goalRow(
      `W5 ${invitations} invitations, asked for and sent`,
      `${(tookMs / 1_000).toFixed(0)} s, ${(((accepted - before) / tookMs) * 1_000).toFixed(1)} mails/s, ${duplicates} duplicates`,
      'no duplicate',
      duplicates === 0,
    ),
  ];
}

async function inviteAll(portal: BenchPortal, templateId: string): Promise<void> {
  let left = invitations;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await portal.inviteMany(1, templateId);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** From asking for a code until its mail has arrived, milliseconds. */
async function codeDelay(base: string, mails: SandboxClient, service: { readonly url: string }): Promise<number> {
  const email = `${intentKey()}@client.example`;
  return await timed(async () => {
    const input = { name: 'Client', email, zone: 'UTC', idempotencyKey: intentKey() };
    await new Browser(base).call('appointments.begin', { ...addressOf(service as never), ...input });
    const until = performance.now() + givenUpAfterMs;
    while ((await mails.messages({ to: email })).length === 0) {
      if (performance.now() > until) throw new Error('a code did not arrive within a minute');
      await sleep(lookEveryMs);
    }
  });
}
