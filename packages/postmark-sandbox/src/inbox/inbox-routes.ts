import { messageTest } from '../control/control-routes.ts';
import { controlMessage } from '../control/control-view.ts';
import type { Answer, Reply } from '../http/reply.ts';
import { type Route, route } from '../http/routes.ts';
import type { MailboxStore } from '../messages/mailbox-store.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import { galleryPage, inScheme } from './gallery-page.ts';
import { inboxPage } from './inbox-page.ts';
import { inboxStyle } from './inbox-style.ts';
import { messagePage, missingPage } from './message-page.ts';
import { inboxHeaders } from './page.ts';

const shownMails = 200;
const inGallery = 40;

// The mail runs no script and loads nothing but images that are in it or come from this machine.
const mailPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: http://localhost:* http://127.0.0.1:*',
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** The inbox for people: a list, a page per mail, the mail's HTML on its own, and its attachments. */
export function inboxRoutes(store: MailboxStore): Route[] {
  function withMessage(id: string, show: (message: StoredMessage) => Reply): Reply {
    const message = store.state.messages.get(id);
    return message ? show(message) : missingPage();
  }

  return [
    route('GET', '/', ({ query }) => {
      const found = store.listMessages().filter(messageTest(query));
      const shown = found.slice(0, shownMails).map((message) => controlMessage(store.state, message));
      return inboxPage({ shown, total: found.length, to: query.get('to') ?? '', tag: query.get('tag') ?? '' });
    }),
    route('GET', '/gallery', ({ query }) => {
      const found = store.listMessages().filter(messageTest(query));
      return galleryPage(found.slice(0, inGallery).map((message) => controlMessage(store.state, message)));
    }),
    route('GET', '/inbox/style.css', () => file('text/css; charset=utf-8', inboxStyle)),
    route('GET', '/inbox/*', (_incoming, [id = '']) =>
      withMessage(id, (message) => messagePage(controlMessage(store.state, message))),
    ),
    route('GET', '/inbox/*/body', ({ query }, [id = '']) =>
      withMessage(id, ({ request }) =>
        file('text/html; charset=utf-8', openLinksOutside(inScheme(request.HtmlBody ?? '', query.get('scheme'))), {
          'content-security-policy': mailPolicy,
        }),
      ),
    ),
    route('GET', '/inbox/*/attachments/*', (_incoming, [id = '', index = '']) =>
      withMessage(id, ({ request }) => {
        const attachment = request.Attachments?.[Number(index)];
        if (!attachment) return missingPage();
        return file('application/octet-stream', Buffer.from(attachment.Content, 'base64'), {
          'content-disposition': `attachment; filename*=UTF-8''${encodeRfc5987(attachment.Name)}`,
          'content-security-policy': "default-src 'none'; sandbox",
        });
      }),
    ),
  ];
}

function file(contentType: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, headers: { ...inboxHeaders, 'content-type': contentType, ...headers }, body };
}

/** Links of a mail open beside the inbox, not inside the frame that shows the mail. */
function openLinksOutside(mail: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(mail) ? mail.replace(/<head[^>]*>/i, (head) => head + base) : base + mail;
}

function encodeRfc5987(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
