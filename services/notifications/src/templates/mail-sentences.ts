import type { MessageFacts } from '@interlude/shared/message-contract';
import type { MailFacts } from './mail-facts.ts';
import { durationText, offsetText, placeOf, roughMs, timeText } from './mail-times.ts';

/** The paragraphs under the fact. */
export function bodyOf(words: MailFacts): string[] {
  const { facts, language, values } = words;
  const body = facts.kind === 'reminder' ? reminderOf(words) : language.say(`${facts.kind}.${facts.role}.body`, values);
  const note = inviteNoteOf(facts);
  return [body, ...(note === null ? [] : [language.say(note, {})])];
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
