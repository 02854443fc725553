import { type Frame, filled, type Html, html } from './html.ts';
import type { MailContent } from './mail-content.ts';
import type { Detail } from './mail-facts.ts';
import { wrapped } from './plain-text.ts';

/** The HTML part of a mail. */
export function renderHtml(content: MailContent): string {
  const { language, subject, company, button } = content;
  const frame: Frame = { lang: language.language, dir: language.dir };
  const preview = [content.title, content.fact.join(', '), ...content.paragraphs]
    .filter((text) => text !== null)
    .join(' · ');
  const parts: Html[] = [
    filled('head', { subject, preview, company }, frame),
    ...(content.title === null ? [] : [filled('title', { text: content.title }, frame)]),
    filled('fact', { text: content.fact.map((text, n) => (n === 0 ? html`${text}` : html`<br>${text}`)) }, frame),
    ...content.zoneLines.map((text) => filled('zone', { text }, frame)),
    ...content.paragraphs.map((text) => filled('paragraph', { text }, frame)),
    ...(button === null ? [] : [filled('button', button, frame)]),
    filled('details', { rows: content.details.map(detailRow) }, frame),
    ...content.notes.map((text) => filled('note', { text }, frame)),
    filled('end', {}, frame),
    ...content.foot.map((text) => filled('foot', { text }, frame)),
    filled('tail', {}, frame),
  ];
  return parts.map(String).join('');
}

const termStyle = 'margin:0;color:#4d5763;font-size:13px;line-height:18px';
const valueStyle = 'margin:0 0 12px;overflow-wrap:anywhere';

function detailRow({ term, value, url }: Detail): Html {
  const shown = url === null ? html`${value}` : html`<a href="${url}">${value}</a>`;
  return html`<dt style="${termStyle}">${term}</dt><dd dir="auto" style="${valueStyle}">${shown}</dd>`;
}

/** The text part: the same words in the same order, 78 columns, each link on a line of its own. */
export function renderText(content: MailContent): string {
  const { button } = content;
  const blocks = [
    wrapped(content.company),
    [content.title, content.fact.join(', '), ...content.zoneLines]
      .filter((text) => text !== null)
      .map((text) => wrapped(text))
      .join('\n'),
    ...content.paragraphs.map((text) => wrapped(text)),
    ...(button === null ? [] : [`${wrapped(button.label)}:\n${button.url}`]),
    content.details.map(detailText).join('\n'),
    ...content.notes.map((text) => wrapped(text)),
    `--\n${content.foot.map((text) => wrapped(text)).join('\n')}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function detailText({ term, value, url }: Detail): string {
  if (url === null) return wrapped(`${term}: ${value}`, { indent: '  ' });
  return `${wrapped(`${term}:`)}\n${url}`;
}
