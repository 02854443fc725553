import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SlotsView } from '@interlude/shared/schemas/views';
import { LRUCache } from 'lru-cache';
import type { Grant } from '../../access/browser-session-store.ts';
import type { Bookable } from '../../calendar/bookable.ts';
import { createKeptAnswers } from '../../calendar/kept-answers.ts';
import { localSpan, type SlotsInput } from '../../calendar/local-span.ts';
import { readingAhead } from '../../calendar/reading-ahead.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { writesOf } from '../../mongo/write-count.ts';
import type { StartStores } from '../command.ts';
import { offerSlots } from '../list-own-starts.ts';
import type { BookingRow } from '../row/booking-row.ts';
import type { BookingWithPeople } from '../row/booking-store.ts';
import { checkAccess } from './candidate-gate.ts';

const worthCompressing = 1_024;
const expectedAtMost = 1_000;

export interface ReadyAnswer {
  readonly view: SlotsView;
  readonly tag: string;
  readonly body: Buffer;
  /** Absent where it would not be worth it. */
  readonly zipped: Buffer | undefined;
}

/** Who asks about which interview, and how it is read when nothing kept answers. */
interface Asking {
  readonly interviewId: string;
  readonly grant: Grant;
  readonly open: () => Promise<BookingWithPeople>;
}

/** The one way to ask which times a link may choose: kept answers first, and the database where they may be old. */
export function createSlotAnswers(stores: StartStores, now: () => number) {
  const answers = createKeptAnswers<{ row: BookingRow; answer: ReadyAnswer }>();
  // The last question about each interview, read ahead for a reader who leafs through the weeks.
  const asked = new LRUCache<string, Bookable>({ max: expectedAtMost });

  return async function answerSlots({ interviewId, grant, open }: Asking, wish: SlotsInput): Promise<ReadyAnswer> {
    const { from, days, zone } = wish;
    const key = [interviewId, from, days, zone].join();
    const kept = answers.get(key, now());
    if (kept !== null && kept.row.access.ver === grant.ver) {
      checkAccess(kept.row, grant, now());
      return kept.answer;
    }
    const facts = { tenantId: grant.tenantId, writes: writesOf(grant.tenantId), now: now() };
    const expected = asked.get(interviewId);
    const ahead =
      expected === undefined ? stores : readingAhead(stores, expected, localSpan(zoneFrom(zone), wish, facts.now));
    const found = await open();
    const { view, changesAt } = await offerSlots(ahead, found, wish, facts.now);
    asked.set(interviewId, found.row);
    const answer = readyAnswer(view);
    answers.keep(key, { row: found.row, answer }, { ...facts, changesAt });
    return answer;
  };
}

// The ETag is a hash of the answer itself: a counter beside the claim, or a time to live, would show taken times.
function readyAnswer(view: SlotsView): ReadyAnswer {
  const body = Buffer.from(JSON.stringify(view));
  const tag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  // A dozen kilobytes at the lowest level: cheaper at once than handed to another thread and back.
  return { view, tag, body, zipped: body.length > worthCompressing ? gzipSync(body, { level: 1 }) : undefined };
}

export type AnswerSlots = ReturnType<typeof createSlotAnswers>;
