import { attentionCauses } from '@interlude/shared/booking/attention';
import type { Tone } from '../../ui/banner.tsx';
import type { GlyphName } from '../shell/glyph.tsx';
import type { HrTranslator } from '../words/hr-words.tsx';
import type { QueueItem } from './home.queries.ts';

interface KindLook {
  readonly glyph: GlyphName;
  readonly tone: Tone;
}

const kinds = [...attentionCauses, 'retake', 'expiring', 'calendar_lost'] as const;
export type QueueKind = (typeof kinds)[number] | 'other';

const looks: Readonly<Record<QueueKind, KindLook>> = {
  retake: { glyph: 'repeat', tone: 'info' },
  expiring: { glyph: 'timer', tone: 'warn' },
  expired: { glyph: 'clock', tone: 'warn' },
  bounced: { glyph: 'mail', tone: 'bad' },
  complained: { glyph: 'mail', tone: 'bad' },
  not_sent: { glyph: 'mail', tone: 'bad' },
  clock_changed: { glyph: 'clock', tone: 'warn' },
  interviewer_out: { glyph: 'absent', tone: 'bad' },
  busy_elsewhere: { glyph: 'calendar', tone: 'warn' },
  calendar_unseen: { glyph: 'calendar', tone: 'info' },
  not_in_calendar: { glyph: 'calendar', tone: 'warn' },
  changed_in_calendar: { glyph: 'calendar', tone: 'warn' },
  panel: { glyph: 'person', tone: 'bad' },
  no_hours: { glyph: 'clock', tone: 'bad' },
  no_phone: { glyph: 'person', tone: 'warn' },
  stuck: { glyph: 'warning', tone: 'bad' },
  no_outcome: { glyph: 'flag', tone: 'warn' },
  link_asked: { glyph: 'mail', tone: 'info' },
  calendar_lost: { glyph: 'calendar', tone: 'bad' },
  other: { glyph: 'warning', tone: 'warn' },
};

/** Which of the known kinds this is; what a newer server knows is shown all the same. */
export function queueKind(code: string): QueueKind {
  return kinds.find((one) => one === code) ?? 'other';
}

export function queueLook(item: Pick<QueueItem, 'kind'>): KindLook {
  return looks[queueKind(item.kind)];
}

/** What has happened, in one sentence; `myId` is the reader's. */
export function queueTitle(
  item: Pick<QueueItem, 'kind' | 'name' | 'title' | 'requestedBy' | 'personId'>,
  t: HrTranslator,
  myId: string,
): string {
  const who = item.name || item.title;
  const kind = queueKind(item.kind);
  if (kind === 'calendar_lost' && item.personId === myId) return t('home.kind.calendar_lost.own');
  return t(kind === 'retake' && item.requestedBy === 'staff' ? 'home.kind.retake.asked' : `home.kind.${kind}`, { who });
}

/** Where it leads: to the booking, or to the hours and calendars of the colleague that it is about. */
export function queuePath({
  booking,
  interviewId,
  personId,
}: Pick<QueueItem, 'booking' | 'interviewId' | 'personId'>): string {
  if (interviewId === null) return `/hr/availability?person=${personId}`;
  return `/hr/${booking === 'appointment' ? 'appointments' : 'interviews'}/${interviewId}`;
}

type Where = Pick<QueueItem, 'kind' | 'title' | 'email' | 'endsAt' | 'startsAt'>;

/** What it is about, and until when where that is known. */
export function queueAbout(item: Where, t: HrTranslator, whenOf: (at: number) => string): string {
  const { title } = item;
  if (item.endsAt !== null) {
    const when = whenOf(Date.parse(item.endsAt));
    return t(item.kind === 'retake' ? 'home.about.until' : 'home.about.ends', { title, when });
  }
  if (item.kind === 'bounced' && item.email !== '') return t('home.about.bounced', { title, email: item.email });
  if (item.startsAt !== null) return t('home.about.met', { title, when: whenOf(Date.parse(item.startsAt)) });
  return t('home.about.plain', { title });
}

const asked = ['extendLink', 'resendLink', 'undo', 'decide'] as const;
export type AskedAction = (typeof asked)[number];

export type MainAction =
  | { readonly does: 'correctAddress' }
  | { readonly does: 'restoreEntry' }
  | { readonly does: 'ask'; readonly action: AskedAction }
  /** What can be done stands on the page of the interview, or with the retakes that wait. */
  | { readonly does: 'open'; readonly word: 'decideRetake' | 'openCalendars' | 'look' };

/** The one thing to do about it: the first of what the server allows that can be done from here, else a look at it. */
export function mainActionOf({ actions }: Pick<QueueItem, 'actions'>): MainAction {
  const [first] = actions;
  if (first === 'correctAddress' || first === 'restoreEntry') return { does: first };
  const action = asked.find((one) => one === first);
  if (action !== undefined) return { does: 'ask', action };
  return { does: 'open', word: first === 'decideRetake' || first === 'openCalendars' ? first : 'look' };
}
