import { faceTones } from '@interlude/shared/brand/face-tones';
import type { Detail, Face, Link, MailContent } from '@interlude/shared/mails/mail-facts';
import { listed } from '@interlude/shared/mails/mail-times';
import { type Frame, filled, type Html, html } from './html.ts';
import { toneSlot, toneSlots } from './tone-slots.ts';

/** The HTML part of a mail. */
export function renderHtml(content: MailContent): string {
  const { language, subject, company, logo, button, people, details, change, privacy } = content;
  const frame: Frame = {
    lang: language.language,
    dir: language.dir,
    tones: toneSlots(content.accent, content.off === null ? 'ahead' : 'off'),
  };
  const preview = [content.title, listed(language, content.fact), content.off, ...content.paragraphs].filter(
    (text) => text !== null,
  );
  const said = [content.greeting, content.title].filter((text) => text !== null);
  const [leading, ...zones] = content.zoneLines;
  const parts: Html[] = [
    filled('head', { subject, preview: preview.join(' · ') }, frame),
    ...(logo === null ? [] : [logoPart(logo, frame)]),
    filled('company', { company }, frame),
    ...said.map((text) => filled('said', { text }, frame)),
    filled('fact', { text: linesOf(content.fact) }, frame),
    ...(content.off === null ? [] : [filled('off', { text: html`<s>${content.off}</s>` }, frame)]),
    filled('card', {}, frame),
    ...(leading === undefined ? [] : [filled('leading', { text: leading }, frame)]),
    ...zones.map((text) => filled('zone', { text }, frame)),
    ...content.paragraphs.map((text) => filled('paragraph', { text }, frame)),
    ...(content.personal === null ? [] : [personalPart(content.personal, frame)]),
    ...timesParts(content.times, frame),
    ...(button === null ? [] : [filled('button', button, frame)]),
    ...peopleParts(people, frame),
    ...detailParts(details, frame),
    ...(change === null ? [] : [filled('change', { sentence: change.map(linked) }, frame)]),
    ...content.notes.map((text) => filled('note', { text }, frame)),
    filled('end', {}, frame),
    ...content.foot.map((text) => filled('foot', { text }, frame)),
    ...(privacy === null ? [] : [filled('foot', { text: linked(privacy) }, frame)]),
    filled('tail', {}, frame),
  ];
  return parts.map(String).join('');
}

function personalPart(personal: string, frame: Frame): Html {
  return filled('paragraph', { text: html`<span dir="auto" style="display:block">${personal}</span>` }, frame);
}

function detailParts(details: readonly Detail[], frame: Frame): Html[] {
  if (details.length === 0) return [];
  return [
    filled('details', {}, frame),
    ...details.map((detail, n) => rowPart(detail, { frame, isFirst: n === 0, isLast: n === details.length - 1 })),
    filled('afterRows', {}, frame),
  ];
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
  return filled(
    'row',
    { term, edge, value: url === null ? linesOf(value.split('\n')) : linked({ label: value, url }) },
    frame,
  );
}

const linesOf = (lines: readonly string[]) => lines.map((text, n) => (n === 0 ? html`${text}` : html`<br>${text}`));

function linked(part: string | Link): Html {
  return typeof part === 'string' ? html`${part}` : html`<a href="${part.url}">${part.label}</a>`;
}
