import { actionsOf, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { refuse } from '../../runtime/refused.ts';
import type { Command } from '../command.ts';
import { isEither } from '../row/booking-kind.ts';
import { withoutMarks } from '../row/marks.ts';

/**
 * What somebody has made of the entry in their calendar is put right: it is written once more, over whatever stands
 * there. Refuses where nothing of it stands in a calendar of theirs, or it has begun.
 */
export function restoreEntry(personId: string): Command {
  return {
    name: 'restoreEntry',
    takes: isEither,
    async decide(stores, row, { actor, now }) {
      const { _id, tenantId, status, startsAt, scheduleRev, people, placed = {} } = row;
      if (!upcomingStatuses.includes(status) || startsAt === null || now >= startsAt.getTime())
        refuse({ code: 'status_forbids', status, action: 'restoreEntry', allowed: actionsOf(status, actor.party) });
      const owner = people.find((id) => id === personId);
      if (owner === undefined || placed[owner]?.isThere !== true) refuse({ code: 'not_found' });
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
