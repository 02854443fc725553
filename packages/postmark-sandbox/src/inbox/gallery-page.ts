import type { ControlMessage } from '../control/control-contract.ts';
import type { Answer } from '../http/reply.ts';
import { html, type Markup } from './html.ts';
import { page } from './page.ts';

const schemes = ['light', 'dark'] as const;
/** A phone, and the room that readers on a desk give a mail. */
const widths = [320, 600] as const;

/** Mails side by side as people see them: light and dark, on a phone and on a desk. */
export function galleryPage(shown: readonly ControlMessage[]): Answer {
  return page(
    'Gallery',
    html`<header><a href="/">Inbox</a></header>
<main><h1>Gallery</h1>
${shown.map(({ messageId, request }) => html`<section class="gallery"><h2 dir="auto">${request.Subject || '(no subject)'}</h2><div>${framesOf(messageId)}</div></section>`)}
</main>`,
  );
}

function framesOf(messageId: string): Markup[] {
  return schemes.flatMap((scheme) =>
    widths.map(
      (width) =>
        html`<iframe loading="lazy" title="${scheme}, ${String(width)} pixels" width="${String(width)}" src="/inbox/${messageId}/body?scheme=${scheme}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`,
    ),
  );
}

/** A frame has the scheme of the device, so the block of the other one is made to hold always, or never. */
export function inScheme(mail: string, scheme: string | undefined): string {
  if (scheme !== 'light' && scheme !== 'dark') return mail;
  return mail.replaceAll(
    /@media\s*\(prefers-color-scheme:\s*dark\)/g,
    scheme === 'dark' ? '@media all' : '@media not all',
  );
}
