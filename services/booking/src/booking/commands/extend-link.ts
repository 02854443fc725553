import { moved } from '@interlude/shared/time/instant';
import type { PersonStore } from '../../company/person-store.ts';
import {
  type Change,
  type CommandContext,
  candidateOf,
  instantDetail,
  newAccess,
  nextStatus,
  notice,
} from '../change.ts';
import type { Command } from '../command.ts';
import { gapMarks } from '../panel-gaps.ts';
import { isBooking } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';

export function extendLink(validFor?: string): Command<BookingRow> {
  return {
    name: 'extendLink',
    takes: isBooking,
    decide: (stores, row, context) => extended(stores, row, context, validFor),
  };
}

/** A new deadline and a new link; the old one says that it was replaced. */
export async function extended(
  stores: { readonly people: PersonStore },
  row: BookingRow,
  context: CommandContext,
  validFor?: string,
): Promise<Change> {
  const { now } = context;
  const status = nextStatus(row, 'extendLink', context);
  const bookBy = moved(now, validFor ?? row.policy.invitationValidFor, row.zone, 1);
  const rev = row.link.rev + 1;
  return {
    action: 'extendLink',
    detail: { bookBy: instantDetail(bookBy) },
    set: {
      status,
      link: { rev, issuedAt: new Date(now), bookBy: new Date(bookBy) },
      access: newAccess(row, { now, bookBy, ver: row.access.ver + 1 }),
      marks: await gapMarks(stores, row, now),
    },
    notices: row.part?.isFollowing
      ? []
      : [notice('link', `link@l${rev}`, [candidateOf(row)], { now, scheduleRev: row.scheduleRev })],
    raisesVersion: true,
  };
}
