import { faceTones } from '@interlude/shared/brand/face-tones';
import { type Frame, filled, type Html, html } from './html.ts';
import type { Detail, Face, Link, LinkedSentence, MailContent } from './mail-facts.ts';
import { listed } from './mail-times.ts';
import { wrapped } from './plain-text.ts';
import { toneSlot, toneSlots } from './tone-slots.ts';

/** The HTML part of a mail. */
export function renderHtml(content: MailContent): string {
  const { language, subject, company, logo, button, people, details, change, privacy } = content;
  const frame: Frame = { lang: language.language, dir: language.dir, tones: toneSlots(content.accent) };
  const preview = [content.title, listed(language, content.fact), ...content.paragraphs].filter(
    (text) => text !== null,
  );
  const said = [content.greeting, content.title].filter((text) => text !== null);
  const [leading, ...zones] = content.zoneLines;
  const parts: Html[] = [
    filled('head', { subject, preview: preview.join(' · ') }, frame),
    ...(logo === null ? [] : [logoPart(logo, frame)]),
    filled('company', { company }, frame),
    ...said.map((text) => filled('said', { text }, frame)),
    filled('fact', { text: content.fact.map((text, n) => (n === 0 ? html`${text}` : html`<br>${text}`)) }, frame),
    filled('card', {}, frame),
    ...(leading === undefined ? [] : [filled('leading', { text: leading }, frame)]),
    ...zones.map((text) => filled('zone', { text }, frame)),
    ...content.paragraphs.map((text) => filled('paragraph', { text }, frame)),
    ...timesParts(content.times, frame),
    ...(button === null ? [] : [filled('button', button, frame)]),
    ...peopleParts(people, frame),
    filled('details', {}, frame),
    ...details.map((detail, n) => rowPart(detail, { frame, isFirst: n === 0, isLast: n === details.length - 1 })),
    filled('afterRows', {}, frame),
    ...(change === null ? [] : [filled('change', { sentence: change.map(linked) }, frame)]),
    ...content.notes.map((text) => filled('note', { text }, frame)),
    filled('end', {}, frame),
    ...content.foot.map((text) => filled('foot', { text }, frame)),
    ...(privacy === null ? [] : [filled('foot', { text: linked(privacy) }, frame)]),
    filled('tail', {}, frame),
  ];
  return parts.map(String).join('');
}

function logoPart({ src, width, height }: NonNullable<MailContent['logo']>, frame: Frame): Html {
  // Beside its name the logo says nothing more, so it has no words of its own; its cell has room for the gap.
  const sizes = { width: String(width), height: String(height), cell: String(width + 16) };
  return filled('logo', { src, ...sizes }, frame);
}

function timesParts(times: MailContent['times'], frame: Frame): Html[] {
  if (times === null) return [];
  return [
    filled('times', { text: times.title }, frame),
    ...times.links.map(({ label, url }) => filled('slot', { when: label, url }, frame)),
    filled('afterTimes', { text: times.note }, frame),
  ];
}

function peopleParts(people: MailContent['people'], frame: Frame): Html[] {
  if (people === null) return [];
  return [
    filled('people', { term: people.term }, frame),
    ...people.faces.map((face) => personPart(face, frame)),
    filled('afterPeople', {}, frame),
  ];
}

function personPart({ name, title, initials, hue }: Face, frame: Frame): Html {
  const style = `color:${frame.tones[toneSlot('muted')]};font-size:13px;overflow-wrap:anywhere`;
  const below = title === null ? '' : html`<br><span class="quiet" dir="auto" style="${style}">${title}</span>`;
  return filled('person', { name, title: below, initials, ...faceTones(hue) }, frame);
}

interface Placed {
  readonly frame: Frame;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function rowPart({ term, value, url }: Detail, { frame, isFirst, isLast }: Placed): Html {
  const border = isFirst ? `border-top:1px solid ${frame.tones[toneSlot('line')]};` : '';
  const edge = `${border}padding:${isFirst ? 18 : 5}px 0 ${isLast ? 0 : 5}px;`;
  return filled('row', { term, edge, value: url === null ? value : linked({ label: value, url }) }, frame);
}

function linked(part: string | Link): Html {
  return typeof part === 'string' ? html`${part}` : html`<a href="${part.url}">${part.label}</a>`;
}

/** The text part: the same words in the same order, 78 columns, each link on a line of its own. */
export function renderText(content: MailContent): string {
  const { language, button, times, people, change, privacy } = content;
  const { colon } = language;
  const blocks = [
    wrapped(content.company),
    [content.greeting, content.title, listed(language, content.fact), ...content.zoneLines]
      .filter((text) => text !== null)
      .map((text) => wrapped(text))
      .join('\n'),
    ...content.paragraphs.map((text) => wrapped(text)),
    ...(times === null
      ? []
      : [
          [
            wrapped(times.title + colon),
            ...times.links.map(({ label, url }) => `${wrapped(label)}\n${url}`),
            wrapped(times.note),
          ].join('\n'),
        ]),
    ...(button === null ? [] : [linkText(button, colon)]),
    people === null
      ? ''
      : wrapped(`${people.term}${colon} ${listed(language, people.faces.map(nameText))}`, { indent: '  ' }),
    content.details.map((detail) => detailText(detail, colon)).join('\n'),
    change === null ? '' : changeText(change, colon),
    ...content.notes.map((text) => wrapped(text)),
    ['--', ...content.foot.map((text) => wrapped(text)), ...(privacy === null ? [] : [linkText(privacy, colon)])].join(
      '\n',
    ),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function linkText({ label, url }: Link, colon: string): string {
  return `${wrapped(label + colon)}\n${url}`;
}

function nameText({ name, title }: Face): string {
  return title === null ? name : `${name} (${title})`;
}

function changeText(sentence: LinkedSentence, colon: string): string {
  const plain = sentence.map((part) => (typeof part === 'string' ? part : part.label)).join('');
  const links = sentence.filter((part) => typeof part !== 'string');
  return [wrapped(plain), ...links.map((link) => linkText(link, colon))].join('\n');
}

function detailText({ term, value, url }: Detail, colon: string): string {
  if (url === null) return wrapped(`${term}${colon} ${value}`, { indent: '  ' });
  return linkText({ label: term, url }, colon);
}
