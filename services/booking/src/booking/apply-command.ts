import { instantText } from '@interlude/shared/booking/booking-rules';
import { staffBounds } from '../calendar/bounds.ts';
import { readQuestion } from '../calendar/read-question.ts';
import { alternativesTo, spanAround } from '../claims/claim-people.ts';
import { findReplay } from '../journal/once.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { isDuplicateKey } from '../mongo/mongo.ts';
import { commandSeconds } from '../runtime/metrics.ts';
import { Refused, refuse } from '../runtime/refused.ts';
import type { CommandContext } from './change.ts';
import type { Command, CommandStores } from './command.ts';
import { commitChanges, type Judged } from './commit.ts';
import { isSession } from './row/booking-kind.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';
import { readBounds } from './siblings.ts';

export type AnswerOf<T, Row = ScheduledRow> = (row: Row) => T | Promise<T>;

const attempts = 3;

interface Asked<Row extends ScheduledRow> {
  readonly context: CommandContext;
  readonly command: Command<Row>;
}

/**
 * The one writer of bookings and group sessions. Loads, judges, and commits change, audit row, idempotent answer and nudge in one
 * transaction. Refuses with `Refused`; an outage propagates, and the same idempotency key tells what became of it.
 */
export function createApplyCommand(stores: CommandStores) {
  return async function applyCommand<T, Row extends ScheduledRow>(
    context: CommandContext,
    command: Command<Row>,
    answerOf: AnswerOf<T, Row>,
  ): Promise<T> {
    const done = commandSeconds.startTimer({ command: command.name });
    try {
      return await untilDecided({ context, command }, answerOf);
    } finally {
      done();
    }
  };

  async function untilDecided<T, Row extends ScheduledRow>(asked: Asked<Row>, answerOf: AnswerOf<T, Row>): Promise<T> {
    const { tenantId, interviewId } = asked.context;
    for (let attempt = 1; ; attempt++) {
      const tried = await attemptOnce(stores, attempt === 1 ? asked : repeated(asked), (judged) =>
        commitChanges(stores, [judged], ([after = judged.row]) => answerOf(after)),
      );
      if ('answer' in tried) return tried.answer;
      const now = (await stores.scheduled.find(tenantId, interviewId)) ?? tried.seen;
      // A caller who named neither a version nor a time gets the answer for the present state: the command decides again.
      const isBound = asked.context.expectedVersion !== undefined || asked.command.startsAt !== undefined;
      if ((isBound && now.version !== tried.seen.version) || attempt >= attempts)
        return await refuseVersion(stores, now, asked, tried.seen.version);
    }
  }
}

function repeated<Row extends ScheduledRow>({
  context: { seen: _, people: __, ...context },
  command,
}: Asked<Row>): Asked<Row> {
  return { context, command };
}

type Tried<T> = { readonly answer: T } | { readonly seen: ScheduledRow };

// Answers, refuses, or reports the state it lost its race in. A repeated key is not looked up first: repeating a
// command is either refused by what the first one did, or ends at the unique index of the keys; both look there then.
async function attemptOnce<T, Row extends ScheduledRow>(
  stores: CommandStores,
  asked: Asked<Row>,
  commit: (judged: Judged<Row>) => Promise<T>,
): Promise<Tried<T>> {
  const { context } = asked;
  const row = context.seen ?? (await stores.scheduled.find(context.tenantId, context.interviewId));
  if (row === null) return refuse({ code: 'not_found' });
  const judged = await judgeOrReplay<T, Row>(stores, row, asked);
  if (!('change' in judged)) return judged;
  try {
    return { answer: await commit(judged) };
  } catch (error) {
    if (!(error instanceof LostRace) && !isDuplicateKey(error)) throw error;
    // The same key may have won the race from another request: then its answer is ours.
    return (await findReplay<T>(stores, context)) ?? { seen: row };
  }
}

async function judgeOrReplay<T, Row extends ScheduledRow>(
  stores: CommandStores,
  row: ScheduledRow,
  asked: Asked<Row>,
): Promise<Tried<T> | Judged<Row>> {
  const { context, command } = asked;
  try {
    if (!command.takes(row)) {
      return refuse({ code: 'status_forbids', status: row.status, action: command.name, allowed: [] });
    }
    return { row, context, change: await command.decide(stores, row, context) };
  } catch (error) {
    if (error instanceof LostRace) return (await findReplay<T>(stores, asked.context)) ?? { seen: row };
    if (!(error instanceof Refused)) throw error;
    // The same key may have been answered before, or just now: its answer is the answer, not a refusal.
    const replay = await findReplay<T>(stores, asked.context);
    if (replay !== null) return replay;
    if (error.refusal.code === 'version_conflict') return await refuseVersion(stores, row, asked);
    throw error;
  }
}

async function refuseVersion(
  stores: CommandStores,
  row: ScheduledRow,
  { context, command }: Asked<ScheduledRow>,
  seenVersion?: number,
): Promise<never> {
  const { version, status } = row;
  const { startsAt } = command;
  if (startsAt === undefined) throw new Refused({ code: 'version_conflict', version, status });
  const span = spanAround(startsAt);
  const bounds = isSession(row)
    ? staffBounds(context.now)
    : await readBounds(stores, row, context.actor.party, context.now);
  const { asked } = await readQuestion(stores, row, span, bounds);
  const alternatives = alternativesTo(asked, startsAt, span).filter((at) => at !== presentOf(row));
  // The booking itself did not change, so only the hold was replaced or ran out between claim and commit.
  if (seenVersion === version) throw new Refused({ code: 'hold_expired', alternatives });
  throw new Refused({ code: 'version_conflict', version, status, alternatives });
}

function presentOf(row: ScheduledRow): string | null {
  return row.startsAt === null ? null : instantText(row.startsAt.getTime());
}

export type ApplyCommand = ReturnType<typeof createApplyCommand>;
