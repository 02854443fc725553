import type { MessageFacts } from '@interlude/shared/message-contract';
import { instantOf, type MailFacts } from './mail-facts.ts';
import { durationText, momentText, offsetText, placeOf, roughMs, timeText } from './mail-times.ts';

/** The paragraphs under the fact. */
export function bodyOf(words: MailFacts): string[] {
  const { facts, language, values } = words;
  const kept = { ...values, until: untilOf(words) };
  const body = facts.kind === 'reminder' ? reminderOf(words) : language.say(`${facts.kind}.${facts.role}.body`, kept);
  const note = inviteNoteOf(facts);
  return [body, ...(note === null ? [] : [language.say(note, {})])];
}

// Until when a time on offer is kept, on the reader's clock.
function untilOf({ facts, language, reader }: MailFacts): string {
  const untilMs = instantOf(facts.bookBy);
  if (untilMs === null) return '';
  const zone = language.say('zone.line', { place: placeOf(reader.zone), offset: offsetText(reader, untilMs) });
  return `${momentText(reader, untilMs)}, ${zone}`;
}

// A reminder may go out late and still help; it then must not promise the lead it was planned with.
function reminderOf({ facts, language, leading, startMs, nowMs }: MailFacts): string {
  const lead = facts.lead === null ? null : durationText(facts.lead, language.formats);
  const leadMs = facts.lead === null ? null : roughMs(facts.lead);
  if (startMs === null) return '';
  const isPunctual = leadMs !== null && Math.abs(startMs - nowMs - leadMs) <= Math.max(120_000, leadMs / 10);
  if (lead !== null && isPunctual) return language.say(`reminder.${facts.role}.body`, { lead });
  const zone = language.say('zone.line', { place: placeOf(leading.zone), offset: offsetText(leading, startMs) });
  return language.say('reminder.startsAt', { time: `${timeText(leading, startMs)}, ${zone}` });
}

function inviteNoteOf({ invite, kind }: MessageFacts) {
  if (invite === null) return null;
  if (invite.method === 'CANCEL') return 'note.inviteCancelled';
  return kind === 'rescheduled' ? 'note.inviteMoved' : 'note.invite';
}
