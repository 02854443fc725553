import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import type { EntryDrift } from '@interlude/shared/contracts/calendars';
import type { BookingId, PersonId, TenantId } from '@interlude/shared/ids';
import { applyAsTimer } from '../booking/apply-as-timer.ts';
import { changeMarks } from '../booking/change-marks.ts';
import type { CommandStores } from '../booking/command.ts';
import { restoreEntry } from '../booking/commands/restore-entry.ts';
import type { BookingDeps } from '../booking/deps.ts';
import { withMark, withoutMarks } from '../booking/row/marks.ts';
import { changePeople } from './drop-out-commands.ts';
import type { DropOuts } from './find-replacements.ts';

type DriftDeps = Pick<BookingDeps, 'applyCommand' | 'now'> & {
  readonly stores: CommandStores;
  readonly dropOuts: Pick<DropOuts, 'settleNow'>;
};

interface Drift {
  readonly tenantId: TenantId;
  readonly interviewId: BookingId;
  readonly personId: PersonId;
  /** Null once it is again as it was put there. */
  readonly drift: EntryDrift | null;
}

/**
 * Somebody has moved, deleted or declined the entry of a booking in their calendar. By the policy HR are asked, they have
 * declined, or it is put right: once for each revision of the schedule, and HR are asked about whoever changes it again.
 * The guest hears of what is decided and of nothing else. Safe to repeat.
 */
export async function noteDrift(deps: DriftDeps, { tenantId, interviewId, personId, drift }: Drift): Promise<void> {
  const row = await deps.stores.scheduled.find(tenantId, interviewId);
  if (row === null) return;
  const { status, people, placed = {}, policy, scheduleRev } = row;
  const isTheirs = upcomingStatuses.includes(status) && people.includes(personId) && placed[personId]?.isThere === true;
  const ref = { tenantId, interviewId };
  if (drift !== null && isTheirs && policy.onDrift === 'decline') {
    await applyAsTimer(deps, ref, changePeople({ do: 'dropOut', personId, because: 'declined' }));
    return await deps.dropOuts.settleNow(ref);
  }
  const isRestored = placed[personId]?.restoredRev === scheduleRev;
  if (drift !== null && isTheirs && policy.onDrift === 'restore' && !isRestored)
    return void (await applyAsTimer(deps, ref, restoreEntry(personId)));
  await changeMarks(deps, ref, (present) => {
    const isTold = ({ cause, of }: { cause: string; of?: string }) =>
      cause === 'changed_in_calendar' && of === personId;
    if (drift === null || !isTheirs) return withoutMarks(present, isTold);
    return withMark(present, { cause: 'changed_in_calendar', since: new Date(deps.now()), of: personId, over: drift });
  });
}
