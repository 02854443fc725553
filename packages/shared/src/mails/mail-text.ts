import type { Detail, Face, Link, LinkedSentence, MailContent } from './mail-facts.ts';
import { listed } from './mail-times.ts';
import { wrapped } from './plain-text.ts';

/** The text part: the same words in the same order, 78 columns, each link on a line of its own, the soonest times without theirs. */
export function renderText(content: MailContent): string {
  const { language, button, times, people, change, privacy } = content;
  const { colon } = language;
  const blocks = [
    wrapped(content.company),
    [content.greeting, content.title, listed(language, content.fact), content.off, ...content.zoneLines]
      .filter((text) => text !== null)
      .map((text) => wrapped(text))
      .join('\n'),
    ...content.paragraphs.map((text) => wrapped(text)),
    wrapped(content.personal ?? ''),
    // Words alone: a link is 460 characters long, and the one of the button shows these times too.
    ...(times === null
      ? []
      : [[times.title + colon, ...times.links.map(({ label }) => label)].map((text) => wrapped(text)).join('\n')]),
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
  const lines = value.split('\n');
  if (lines.length > 1) return [term + colon, ...lines.map((one) => `  ${wrapped(one, { indent: '  ' })}`)].join('\n');
  if (url === null) return wrapped(`${term}${colon} ${value}`, { indent: '  ' });
  return linkText({ label: term, url }, colon);
}
