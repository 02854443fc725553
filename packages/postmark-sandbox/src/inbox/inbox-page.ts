import type { ControlMessage } from '../control/control-contract.ts';
import type { Answer } from '../http/reply.ts';
import { html, type Markup } from './html.ts';
import { page, stateChip, timeOf } from './page.ts';

interface InboxPage {
  readonly shown: readonly ControlMessage[];
  /** How many mails match, shown or not. */
  readonly total: number;
  readonly to: string;
  readonly tag: string;
}

/** The list of mails, newest first. */
export function inboxPage({ shown, total, to, tag }: InboxPage): Answer {
  const filtered = to !== '' || tag !== '';
  return page(
    'Inbox',
    html`<header><h1>Inbox</h1><span class="muted">${countOf(shown.length, total)}, newest first. Nothing here left this machine.</span></header>
<main>
<form method="get" action="/">
<label>To <input name="to" type="search" value="${to}" autocomplete="off" spellcheck="false"></label>
<label>Tag <input name="tag" type="search" value="${tag}" autocomplete="off" spellcheck="false"></label>
<button>Show</button>
<button formaction="/gallery">Gallery</button>
</form>
${shown.length > 0 ? html`<ul class="mails">${shown.map(mailRow)}</ul>` : nothingYet(filtered)}
</main>`,
  );
}

function mailRow({ messageId, receivedAt, recipients, request, state }: ControlMessage): Markup {
  const tag = request.Tag ? html`<span class="tag">${request.Tag}</span>` : html``;
  return html`<li><a href="/inbox/${messageId}">
<span class="subject" dir="auto">${request.Subject || '(no subject)'}</span><span class="when">${timeOf(receivedAt)}</span>
<span class="to">To ${recipients.join(', ')}</span><span class="facts">${tag}${stateChip(state)}</span>
</a></li>`;
}

function countOf(shown: number, total: number): string {
  const mails = `${total} ${total === 1 ? 'mail' : 'mails'}`;
  return shown < total ? `${shown} of ${mails}` : mails;
}

function nothingYet(filtered: boolean): Markup {
  return filtered
    ? html`<p class="empty">No mail matches. <a href="/">Show all</a></p>`
    : html`<p class="empty">No mail yet. Whatever the portal sends appears here.</p>`;
}
