import type { TransitionItem } from '../contracts/lifecycle.ts';
import { moved } from '../time/instant.ts';
import type { AgendaSnapshot } from './agenda-facts.ts';
import { nounsOf } from './booking-kinds.ts';
import { upcomingStatuses } from './booking-status.ts';
import { usualCompleteAfter } from './usual-times.ts';

/** What a booking does by itself when its time comes, from its facts alone. */
export function transitionsOf(facts: AgendaSnapshot): TransitionItem[] {
  const { status, scheduleRev, startsAt, link } = facts;
  const { booking } = nounsOf(facts.kind);
  const step = (key: string, at: number, command: TransitionItem['command'], text: string): TransitionItem => ({
    does: 'transition',
    key,
    at,
    command,
    text,
  });
  if (status === 'invited' && link !== null) {
    return [step(`expire@l${link.rev}`, link.bookBy, 'expire', 'let the link expire'), ...offerStepsOf(facts.offer)];
  }
  if (startsAt !== null && upcomingStatuses.includes(status)) {
    const conflicts = [...conflictStepsOf(facts), ...unseenStepsOf(facts), ...phoneStepsOf(facts)];
    if (status === 'confirmed' || !facts.policy.confirmAttendance) {
      return [...conflicts, step(`start@${scheduleRev}`, startsAt, 'start', `start the ${booking}`)];
    }
    const graceEnds = moved(startsAt, facts.policy.noShowGrace, facts.zone, 1);
    const text = `mark the unconfirmed ${booking} as a no-show`;
    return [...conflicts, step(`noShow@${scheduleRev}`, graceEnds, 'markNoShow', text)];
  }
  const end = endOf(facts);
  // Nobody closes a group session by hand, and nothing of it waits for feedback.
  const after = facts.kind === 'group' ? 'PT0S' : (facts.policy.completeAfter ?? usualCompleteAfter);
  if (status === 'in_progress' && end !== null) {
    return [step(`complete@${scheduleRev}`, moved(end, after, facts.zone, 1), 'complete', `close the ${booking}`)];
  }
  return status === 'completed' ? retakeStepsOf(facts.retake) : [];
}

/** People move what is in their calendars about: what stands over a booking for so long is meant. */
export const conflictStandsMs = 15 * 60_000;

// Too late for somebody else, it is left to those who meet.
function conflictStepsOf({ conflicts = [], startsAt, isPlace }: AgendaSnapshot): TransitionItem[] {
  return conflicts.flatMap(({ personId, since }) => {
    const at = since + conflictStandsMs;
    if (isPlace || startsAt === null || at >= startsAt) return [];
    const text = 'settle who comes instead of somebody who is busy';
    const key = `conflict:${personId}@${since}`;
    return [{ does: 'transition', key, at, command: 'settleConflict', subject: personId, text }];
  });
}

/** By then a calendar that can be read has been, and booking was told: that takes 27 minutes where nothing in it changes. */
const unseenStandsMs = 30 * 60_000;

// Where it starts sooner there is nothing to wait for.
function unseenStepsOf({ unseenSince = null, startsAt, scheduleRev }: AgendaSnapshot): TransitionItem[] {
  if (unseenSince === null || startsAt === null) return [];
  const due = unseenSince + unseenStandsMs;
  const text = 'tell HR that a calendar could not be read';
  const key = `missCalendar@${scheduleRev}`;
  return [{ does: 'transition', key, at: due < startsAt ? due : unseenSince, command: 'missCalendar', text }];
}

// HR can still ask for it then, by another way than mail.
function phoneStepsOf({ lacksPhone, startsAt, scheduleRev, zone }: AgendaSnapshot): TransitionItem[] {
  if (!lacksPhone || startsAt === null) return [];
  const at = moved(startsAt, 'P1D', zone, -1);
  const text = 'tell HR that the number to call is missing';
  return [{ does: 'transition', key: `missPhone@${scheduleRev}`, at, command: 'missPhone', text }];
}

function offerStepsOf(offer: AgendaSnapshot['offer']): TransitionItem[] {
  if (offer === null) return [];
  const { id, expiresAt } = offer;
  const text = 'let the offered time go to the next in line';
  return [{ does: 'transition', key: `offerEnds:${id}`, at: expiresAt, command: 'lapseOffer', subject: id, text }];
}

function retakeStepsOf(retake: AgendaSnapshot['retake']): TransitionItem[] {
  if (retake?.state === 'pending') {
    const { requestId, expiresAt } = retake;
    const text = 'let the retake request lapse';
    return [
      {
        does: 'transition',
        key: `expireRetake:${requestId}`,
        at: expiresAt,
        command: 'expireRetake',
        subject: requestId,
        text,
      },
    ];
  }
  if (retake?.state === 'approved' && retake.issuesAt !== null) {
    const { requestId, issuesAt } = retake;
    const text = 'issue the approved retake';
    return [
      {
        does: 'transition',
        key: `issueRetake:${requestId}`,
        at: issuesAt,
        command: 'issueRetake',
        subject: requestId,
        text,
      },
    ];
  }
  return [];
}

/** When it ended: early at its real end, and closed by the timer at the planned one; null before it is booked. */
export function endOf({ endsAt, completedAt }: AgendaSnapshot): number | null {
  if (endsAt === null) return completedAt;
  return completedAt === null ? endsAt : Math.min(endsAt, completedAt);
}
