import { isAccountMail } from '../contracts/lifecycle.ts';
import type { MessageFacts } from '../contracts/messages.ts';
import { durationText } from '../time/duration-text.ts';
import { instantOf, type MailFacts } from './mail-facts.ts';
import { listed, momentText, offsetTextAt, roughMs, timeText } from './mail-times.ts';

/** The paragraphs under the fact. */
export function bodyOf(words: MailFacts): string[] {
  const { facts, language, values } = words;
  const kept = { ...values, until: untilOf(words) };
  const { kind, role } = facts;
  const said = () => {
    if (isAccountMail(kind)) return language.say(`${kind}.interviewer.body`, kept);
    if (isNewLink(facts)) return language.say('link_new.candidate.body', kept);
    if (isOffByMove(facts)) return language.say('people_changed.interviewer.body', kept);
    return language.say(`${kind as Exclude<typeof kind, 'reminder'>}.${role}.body`, kept);
  };
  const body = kind === 'reminder' ? reminderOf(words) : said();
  const note = inviteNoteOf(facts);
  return [body, ...(note === null ? [] : [language.say(note, {})])];
}

// Until when a time on offer is kept, on the reader's clock.
function untilOf({ facts, language, reader }: MailFacts): string {
  const untilMs = instantOf(facts.bookBy);
  if (untilMs === null) return '';
  const zone = language.say('zone.line', {
    place: language.placeOf(reader.zone),
    offset: offsetTextAt(reader, untilMs),
  });
  return listed(reader, [momentText(reader, untilMs), zone]);
}

/** Whether the link of this mail takes the place of earlier ones. */
export function isNewLink({ kind, role, isNewLink }: MessageFacts): boolean {
  return kind === 'link' && role === 'candidate' && isNewLink === true;
}

/** Whether somebody of the panel was left out when it moved: nothing is cancelled but their part in it. */
export function isOffByMove({ kind, role, isOff }: MessageFacts): boolean {
  return kind === 'cancelled' && role === 'interviewer' && isOff === true;
}

/** How near the start is by a reminder's lead, so that no two of them read alike. */
export type Nearness = '_day' | '_hour' | '_minutes';

const minuteMs = 60_000;

/** Null for a reminder that goes out late and still helps: it must not promise the lead it was planned with. */
export function nearnessOf(
  { lead }: Pick<MessageFacts, 'lead'>,
  startMs: number | null,
  nowMs: number,
): Nearness | null {
  const leadMs = lead === null ? null : roughMs(lead);
  if (startMs === null || leadMs === null) return null;
  if (Math.abs(startMs - nowMs - leadMs) > Math.max(2 * minuteMs, leadMs / 10)) return null;
  if (leadMs >= 12 * 60 * minuteMs) return '_day';
  return leadMs > 30 * minuteMs ? '_hour' : '_minutes';
}

function reminderOf({ facts, language, leading, startMs, nowMs }: MailFacts): string {
  const lead = facts.lead === null ? null : durationText(facts.lead, language.formats);
  const nearness = nearnessOf(facts, startMs, nowMs);
  if (startMs === null) return '';
  if (lead !== null && nearness !== null) return language.say(`reminder${nearness}.${facts.role}.body`, { lead });
  const zone = language.say('zone.line', {
    place: language.placeOf(leading.zone),
    offset: offsetTextAt(leading, startMs),
  });
  return language.say('reminder.startsAt', { time: listed(leading, [timeText(leading, startMs), zone]) });
}

function inviteNoteOf({ invite, kind }: MessageFacts) {
  if (invite === null) return null;
  if (invite.method === 'CANCEL') return 'note.inviteCancelled';
  if (invite.others?.length) return 'note.inviteAll';
  return kind === 'rescheduled' ? 'note.inviteMoved' : 'note.invite';
}
