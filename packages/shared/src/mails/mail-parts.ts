import { firstNameOf, initialsOf } from '../brand/face-names.ts';
import type { MessageFacts } from '../contracts/messages.ts';
import { ahead } from './mail-details.ts';
import {
  type Face,
  instantOf,
  type Link,
  type LinkedSentence,
  type MailContent,
  type MailFacts,
} from './mail-facts.ts';
import { momentText, offsetTextAt } from './mail-times.ts';
import { capital, line, safeUrl } from './plain-text.ts';
import { zoneLine } from './zone-line.ts';

/** How high a logo stands, in pixels, and how wide it may be. */
const logoHeight = 32;
const widestLogo = 200;

export function logoOf({ brand }: MessageFacts): MailContent['logo'] {
  const src = brand?.logo === undefined ? null : safeUrl(brand.logo.url);
  if (src === null || !brand?.logo) return null;
  const { width, height } = brand.logo;
  const scale = Math.min(logoHeight / height, widestLogo / width, 1);
  return { src, width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Null for a mail to an address that nobody has given a name for. */
export function greetingOf({ facts, language }: MailFacts): string | null {
  const name = line(firstNameOf(line(facts.to.name)), 40);
  return name === '' ? null : language.say('greeting', { name });
}

/** Whom the reader meets, or met. */
export function peopleOf({ facts, language }: MailFacts): MailContent['people'] {
  const faces = facts.interviewers.map(({ name, title, hue = 0 }): Face => {
    return {
      name: line(name),
      title: title === undefined ? null : line(title),
      initials: initialsOf(line(name)),
      hue,
    };
  });
  if (faces.length === 0) return null;
  const term = facts.role === 'candidate' && ahead.includes(facts.kind) ? 'term.meet' : 'term.with';
  return { term: language.say(term, {}), faces };
}

/** The soonest times as links that choose one on the page. */
export function timesOf({ facts, language, leading }: MailFacts): MailContent['times'] {
  const offered = (facts.soonest ?? []).flatMap(({ startsAt, url }) => {
    const [atMs, page] = [instantOf(startsAt), safeUrl(url)];
    return atMs === null || page === null ? [] : [{ atMs, url: page }];
  });
  const [first] = offered;
  if (first === undefined) return null;
  const offsets = offered.map(({ atMs }) => offsetTextAt(leading, atMs));
  // The heading names one offset; where clocks change in between, each time has its own.
  const isOne = new Set(offsets).size === 1;
  const links = offered.map(({ atMs, url }, n): Link => {
    return { label: capital(momentText(leading, atMs)) + (isOne ? '' : ` (${offsets[n]})`), url };
  });
  const title = language.say('times.soonest', { zone: zoneLine(language, leading, first.atMs) });
  return { title, links, note: language.say('times.note', {}) };
}

/** How to move or cancel what is booked and until when, as far as the reader may. */
export function changeOf(words: MailFacts): LinkedSentence | null {
  const { moveUrl = null, moveUntil = null, cancelUrl = null, cancelUntil = null } = words.facts.changes ?? {};
  const ways = [linkedWay('move', moveUrl, moveUntil, words), linkedWay('cancel', cancelUrl, cancelUntil, words)];
  const open = ways.filter((way) => way !== null);
  return open.length === 0 ? null : [words.language.say('change.ask', {}), ...open.flatMap((way) => [' ', ...way])];
}

type Way = 'move' | 'cancel';

// A sentence marks its link itself, so that each language puts it where its grammar wants it.
function linkedWay(way: Way, given: string | null, until: string | null, words: MailFacts): LinkedSentence | null {
  const url = given === null ? null : safeUrl(given);
  if (url === null) return null;
  const [before = '', label = '', after = ''] = wayText(way, instantOf(until), words).split(/<\/?(?:move|cancel)>/);
  return [before, { label, url }, after].filter((part) => part !== '');
}

function wayText(way: Way, untilMs: number | null, { language: { say }, leading, startMs }: MailFacts): string {
  if (untilMs === null) return say(`change.${way}`, {});
  if (untilMs === startMs) return say(`change.${way}.start`, {});
  // Where clocks change in between, the offset under the time of the meeting is not the one that holds then.
  const offset = offsetTextAt(leading, untilMs);
  const isSame = startMs !== null && offsetTextAt(leading, startMs) === offset;
  const date = momentText(leading, untilMs) + (isSame ? '' : ` (${offset})`);
  return say(`change.${way}.until`, { date });
}
