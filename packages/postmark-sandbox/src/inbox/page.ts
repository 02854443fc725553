import type { Answer } from '../http/reply.ts';
import { html, type Markup } from './html.ts';

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const inboxHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** A page of the inbox: no script, nothing from elsewhere. */
export function page(title: string, content: Markup, status = 200): Answer {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/inbox/style.css">
</head>
<body>
${content}
</body>
</html>
`;
  return {
    status,
    headers: { ...inboxHeaders, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body: document.markup,
  };
}

const stateWords = {
  queued: 'On its way',
  delivered: 'Delivered',
  bounced: 'Bounced',
  complained: 'Marked as spam',
} as const;

export function stateChip(state: keyof typeof stateWords): Markup {
  return html`<span class="state ${state}">${stateWords[state]}</span>`;
}

const clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** An instant on this machine's clock, with the ISO form in the markup. */
export function timeOf(instant: string): Markup {
  return html`<time datetime="${instant}">${clock.format(new Date(instant))}</time>`;
}
