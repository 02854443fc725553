import type { OutgoingMail } from '../sending/postmark-client.ts';

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};
const decoded = (text: string) => text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? '');
const url = /^https?:\S+$/;

/** What the HTML part says to eyes and ears: a text for each block, whatever stands inside a line with it. */
export function htmlTexts({ html }: Pick<OutgoingMail, 'html'>): string[] {
  // One reader sees what stands in conditional comments.
  const seen = html
    .replaceAll(/<!--\[if[^>]*>|<!\[endif\]-->|<!--|-->|<!doctype[^>]*>/gi, '\n')
    .replaceAll(/<style.*?<\/style>/gs, '');
  const spoken = [...seen.matchAll(/ (?:alt|title|aria-label|abbr)="([^"]*)"/g)].map(([, text = '']) => text);
  const blocks = seen.replaceAll(/<\/?(?:a|b|strong|em)(?: [^>]*)?>/g, '').split(/<[^>]*>/);
  return [...spoken, ...blocks].map((text) => decoded(text).trim()).filter((text) => text !== '' && !url.test(text));
}

/** The blocks of the text part, each as its lines: where one is broken only the words tell. */
export function textBlocks({ text }: Pick<OutgoingMail, 'text'>): string[][] {
  return text
    .split('\n\n')
    .map((block) => block.split('\n').map((row) => row.trim()))
    .flatMap((rows) => splitAt(rows, (row) => url.test(row) || row === '--' || row === ''))
    .filter((rows) => rows.length > 0);
}

function splitAt(rows: readonly string[], isCut: (row: string) => boolean): string[][] {
  const parts: string[][] = [[]];
  for (const row of rows) {
    if (isCut(row)) parts.push([]);
    else parts.at(-1)?.push(row);
  }
  return parts;
}

/** Whether these lines are texts that are understood, one after another, each on as many lines as it needs. */
export function areUnderstood(rows: readonly string[], isUnderstood: (text: string) => boolean): boolean {
  const reached = new Set([0]);
  for (let from = 0; from < rows.length; from += 1) {
    if (!reached.has(from)) continue;
    for (let to = from + 1; to <= rows.length; to += 1) {
      const text = rows.slice(from, to).join(' ');
      // What a link leads to stands before it with a colon.
      if (isUnderstood(text) || isUnderstood(text.replace(/\s?:$/, ''))) reached.add(to);
    }
  }
  return reached.has(rows.length);
}

const technical =
  /^(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|UID|SEQUENCE|DTSTAMP|LAST-MODIFIED|DTSTART|DTEND|STATUS|TRANSP|CLASS|ACTION|TRIGGER):/;

/** Everything in the calendar object that a calendar shows; a property that is not known to be technical is taken for text. */
export function calendarTexts({ attachments }: Pick<OutgoingMail, 'attachments'>): string[] {
  return attachments
    .flatMap(({ content }) => content.replaceAll('\r\n ', '').split('\r\n'))
    .filter((row) => row !== '' && !technical.test(row))
    .flatMap((row) => {
      const named = /;CN="([^"]*)"/.exec(row)?.[1];
      if (named !== undefined) return [named];
      const value = row.slice(row.indexOf(':') + 1).replaceAll(/\\([\\;,])/g, '$1');
      return value.split('\\n');
    })
    .filter((text) => text !== '');
}
