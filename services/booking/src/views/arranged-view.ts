import { instantText } from '@interlude/shared/booking/booking-rules';
import { startsBeside } from '@interlude/shared/bundles/arrangement';
import type { InterviewView } from '@interlude/shared/schemas/views';
import { typeOf } from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { isPlaced, partTimeOf } from '../booking/siblings.ts';

/** The parts of the invitation that an interview belongs to, itself as it is now; nothing where it is the only one. */
export function partsView(row: BookingRow, parts: readonly BookingRow[]): Pick<InterviewView, 'parts'> {
  if (row.part === undefined) return {};
  const { gapMinutes, withinDays } = row.part.arrangement;
  const all = parts.map((part) => (part._id === row._id ? row : part));
  return {
    parts: {
      gapMinutes,
      withinDays,
      all: all.map((part) => ({
        interviewId: part._id,
        status: part.status,
        type: typeOf(part),
        durationMinutes: part.durationMinutes,
        startsAt: part.startsAt === null ? null : instantText(part.startsAt.getTime()),
        endsAt: part.endsAt === null ? null : instantText(part.endsAt.getTime()),
      })),
    },
  };
}

/**
 * The same for staff, with the first and last start that keep the arrangement while the other parts stay where they are:
 * staff may leave it, and are told when they do. Null where it is the only one.
 */
export function staffPartsView(row: BookingRow, parts: readonly BookingRow[]) {
  const { part, durationMinutes } = row;
  const { parts: view } = partsView(row, parts);
  if (part === undefined || view === undefined) return null;
  const others = parts
    .filter(({ _id }) => _id !== row._id)
    .filter(isPlaced)
    .map(partTimeOf);
  const { from, to } = startsBeside(part.arrangement, others, { index: part.index, durationMinutes });
  const textOf = (at: number) => (Number.isFinite(at) ? instantText(at) : null);
  return { ...view, beside: { from: textOf(from), to: textOf(to) } };
}
