import { actionsOf, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { refuse } from '../../runtime/refused.ts';
import type { Command } from '../command.ts';
import { isEither } from '../row/booking-kind.ts';
import { withoutMarks } from '../row/marks.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';

/**
 * What somebody has made of the entry in their calendar is put right: it is written once more, over whatever stands
 * there. Refuses where nothing of it stands in a calendar of theirs, or it has begun.
 */
export function restoreEntry(personId: string): Command {
  return {
    name: 'restoreEntry',
    takes: isEither,
    async decide(stores, row, { actor, now }) {
      const { _id, tenantId, status, scheduleRev } = row;
      if (!isStillToCome(row, now))
        refuse({ code: 'status_forbids', status, action: 'restoreEntry', allowed: actionsOf(status, actor.party) });
      const owner = ownerOf(row, personId) ?? refuse({ code: 'not_found' });
      const isTold = ({ cause, of }: { cause: string; of?: string }) => cause === 'changed_in_calendar' && of === owner;
      return {
        action: 'restoreEntry',
        detail: { person: owner },
        set: { marks: withoutMarks(row, isTold) },
        raisesVersion: false,
        also: async () => await stores.scheduled.restorePlaced(tenantId, _id, owner, scheduleRev),
      };
    },
  };
}

/** Whether the entry of that person can be put right. */
export function mayRestoreEntry(row: ScheduledRow, personId: string, now: number): boolean {
  return isStillToCome(row, now) && ownerOf(row, personId) !== undefined;
}

function isStillToCome({ status, startsAt }: Pick<ScheduledRow, 'status' | 'startsAt'>, now: number): boolean {
  return upcomingStatuses.includes(status) && startsAt !== null && now < startsAt.getTime();
}

function ownerOf({ people, placed = {} }: Pick<ScheduledRow, 'people' | 'placed'>, personId: string) {
  return people.find((id) => id === personId && placed[id]?.isThere === true);
}
