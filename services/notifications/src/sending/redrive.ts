import { setTimeout as delay } from 'node:timers/promises';
import type { SendInput, SendResult } from '@interlude/shared/contracts/activities';
import { ApplicationFailure } from '@temporalio/common';
import type { FailedFilter, SentMail, SentMailStore } from './sent-mail-store.ts';

interface RedriveDeps {
  readonly ledger: SentMailStore;
  readonly send: (input: SendInput) => Promise<SendResult>;
  readonly now: () => number;
}

const page = 200;
const mostTries = 20;
const longestWaitMs = 60_000;

/**
 * Sends again what failed for one of these reasons in that time and is still of use, one after the other; answers how
 * many ended how. Facts and usefulness are judged anew, so what was overtaken meanwhile is skipped. A run that broke off
 * is taken up by the next one.
 */
export async function redrive(deps: RedriveDeps, filter: FailedFilter): Promise<Record<string, number>> {
  const ends: Record<string, number> = {};
  for (let after: string | undefined = ''; after !== undefined; ) {
    const mails = await deps.ledger.listFailed(filter, after, page);
    for (const mail of mails) {
      const end = await redriveOne(deps, mail);
      ends[end] = (ends[end] ?? 0) + 1;
    }
    after = mails.length < page ? undefined : mails.at(-1)?._id;
  }
  return ends;
}

async function redriveOne({ ledger, send, now }: RedriveDeps, mail: SentMail): Promise<string> {
  // What a run that broke off has taken up is open: that it is late is then for the ledger to say, which ends it.
  const isOver = mail.usefulUntil !== undefined && mail.usefulUntil.getTime() < now();
  if (mail.state === 'failed' && isOver) return 'late';
  await ledger.redrive(mail);
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      const { outcome, because } = await send(inputOf(mail));
      return because === null ? outcome : `${outcome}: ${because}`;
    } catch (error) {
      const { nextRetryDelay } = error instanceof ApplicationFailure ? error : {};
      await delay(Math.min(typeof nextRetryDelay === 'number' ? nextRetryDelay : 1_000, longestWaitMs));
    }
  }
  return 'open';
}

function inputOf({ tenantId, interviewId, key, kind, recipient, dueAt, usefulUntil }: SentMail): SendInput {
  const at = dueAt?.getTime() ?? 0;
  const until = usefulUntil?.getTime() ?? Number.POSITIVE_INFINITY;
  const item = { does: 'notify', key, kind, recipient, at, usefulUntil: until, text: 'send again' } as const;
  return { tenantId, interviewId, scheduleRev: 0, item };
}
