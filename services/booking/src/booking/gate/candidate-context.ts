import type { Context } from '../../access/deps.ts';
import { requestHash } from '../../journal/request-hash.ts';
import type { CommandContext } from '../change.ts';
import type { BookingDeps } from '../deps.ts';
import { guestIdOf } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import type { BookingWithPeople } from '../row/booking-store.ts';
import type { Taken } from './candidate-gate.ts';

/** The context of a procedure on one booking by the holder of its link. */
export type LinkedContext<Deps = BookingDeps> = Context<Deps> & { interview: BookingRow } & Omit<
    BookingWithPeople,
    'row'
  > &
  Taken;

export function foundIn({ interview: row, people, resources }: LinkedContext): BookingWithPeople {
  return { row, people, resources };
}

/** Who asks for what under which key; `input` is what a repeated request must be equal in. */
export function contextOf(
  ctx: LinkedContext,
  name: string,
  input: { idempotencyKey: string; expectedVersion?: number | undefined },
) {
  const { app, interview, people, requestId, takenBy } = ctx;
  const { idempotencyKey: key, expectedVersion } = input;
  const context: CommandContext = {
    tenantId: interview.tenantId,
    interviewId: interview._id,
    actor: { party: 'candidate', id: guestIdOf(interview) },
    now: app.now(),
    requestId,
    seen: interview,
    people,
    isPaced: app.config.limits,
    takenBy,
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
    idempotency: { scope: interview._id, key, hash: requestHash(name, input) },
  };
  return context;
}
