import type { ControlAttachment, ControlMessage } from '../control/control-contract.ts';
import type { Answer } from '../http/reply.ts';
import { html, type Markup } from './html.ts';
import { linksOf } from './links.ts';
import { page, stateChip, timeOf } from './page.ts';

/** One mail with everything that can be known about it. */
export function messagePage(message: ControlMessage): Answer {
  const { request, messageId, events } = message;
  const subject = request.Subject || '(no subject)';
  const links = linksOf(request);
  return page(
    subject,
    html`<header><a href="/">Inbox</a></header>
<main>
<h1 dir="auto">${subject}</h1>
<p>${stateChip(message.state)}</p>
<dl>
${fact('From', request.From)}${fact('To', request.To)}${fact('Cc', request.Cc)}${fact('Bcc', request.Bcc)}
${fact('Reply to', request.ReplyTo)}<dt>Accepted</dt><dd>${timeOf(message.receivedAt)}</dd>${fact('Tag', request.Tag)}
${fact('Stream', request.MessageStream || 'outbound')}${fact('Message ID', messageId)}
</dl>
${section(request.HtmlBody, 'As HTML', html`<iframe title="The mail as HTML" src="/inbox/${messageId}/body" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`)}
${section(links.length, 'Links', html`<ul class="links">${links.map((link) => html`<li><a href="${link}" target="_blank" rel="noopener noreferrer">${link}</a></li>`)}</ul>`)}
${section(request.TextBody, 'As text', html`<pre dir="auto">${request.TextBody ?? ''}</pre>`)}
${section(message.attachments.length, 'Attachments', html`<ul class="attachments">${message.attachments.map((item, index) => attachmentItem(messageId, item, index))}</ul>`)}
${section(Object.keys(request.Metadata ?? {}).length, 'Metadata', html`<dl>${Object.entries(request.Metadata ?? {}).map(([name, value]) => fact(name, value))}</dl>`)}
${section(request.Headers?.length, 'Headers', html`<dl>${(request.Headers ?? []).map(({ Name, Value }) => fact(Name, Value))}</dl>`)}
${section(events.length, 'What happened', html`<dl>${events.map((event) => html`<dt>${event.Type}</dt><dd>${event.Recipient}, ${timeOf(event.ReceivedAt)}<br><span class="muted">${Object.values(event.Details).join(' · ')}</span></dd>`)}</dl>`)}
</main>`,
  );
}

export function missingPage(): Answer {
  return page(
    'No such mail',
    html`<header><a href="/">Inbox</a></header><main><h1>No such mail</h1><p>It was removed, or never arrived.</p></main>`,
    404,
  );
}

function fact(name: string, value: string | null | undefined): Markup {
  return value ? html`<dt>${name}</dt><dd>${value}</dd>` : html``;
}

function section(present: unknown, title: string, content: Markup): Markup {
  return present ? html`<h2>${title}</h2>${content}` : html``;
}

function attachmentItem(messageId: string, attachment: ControlAttachment, index: number): Markup {
  const text = attachment.text === null ? html`` : html`<pre>${attachment.text}</pre>`;
  return html`<li><a href="/inbox/${messageId}/attachments/${index}" download>Download ${attachment.name}</a>
<span class="muted">${attachment.contentType}, ${attachment.disposition}, ${attachment.bytes} bytes</span>${text}</li>`;
}
