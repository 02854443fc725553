import { calendarContentType, calendarInvite } from '@interlude/shared/contracts/calendar-invite';
import type { MessageFacts } from '@interlude/shared/contracts/messages';
import { mailContent } from '@interlude/shared/mails/mail-content';
import { renderText } from '@interlude/shared/mails/mail-text';
import { displayName } from '@interlude/shared/mails/plain-text';
import { z } from 'zod';
import type { OutgoingMail } from '../sending/postmark-client.ts';
import { renderHtml } from './render-mail.ts';

interface About {
  readonly interviewId: string;
  readonly sk: string;
  readonly nowMs: number;
  /** Our sending mailbox, a bare address. */
  readonly mailFrom: string;
}

const addressSchema = z.email().max(254);

/**
 * Makes the mail that says these facts. Throws ZodError or RangeError when the recipient has no usable address or an
 * instant is unreadable: a bug in what was handed over, never something to try again.
 */
export function composeMail(facts: MessageFacts, { interviewId, sk, nowMs, mailFrom }: About): OutgoingMail {
  const content = mailContent(facts, nowMs);
  const domain = mailFrom.slice(mailFrom.lastIndexOf('@') + 1);
  return {
    from: mailbox(facts.company, mailFrom),
    // One bare address: a name could smuggle in a second recipient.
    to: addressSchema.parse(facts.to.email),
    replyTo: addressSchema.safeParse(facts.contact.email).success
      ? mailbox(facts.contact.name, facts.contact.email)
      : null,
    subject: content.subject,
    html: renderHtml(content),
    text: renderText(content),
    tag: facts.kind,
    metadata: { sk, iv: interviewId, k: facts.kind },
    headers: [
      { name: 'Auto-Submitted', value: 'auto-generated' },
      { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
      // The same on every mail of one interview, so that readers show them as one thread.
      { name: 'References', value: `<${interviewId}@${domain}>` },
    ],
    attachments: attachmentsOf(facts, mailFrom),
  };
}

function mailbox(name: string, address: string): string {
  const shown = displayName(name);
  return shown === '' ? address : `"${shown}" <${address}>`;
}

function attachmentsOf({ invite, company }: MessageFacts, mailFrom: string): OutgoingMail['attachments'] {
  if (invite === null) return [];
  // Calendars act only on invitations whose organizer is the sender of the mail.
  const content = calendarInvite({ ...invite, organizer: { name: company, email: mailFrom } });
  return [{ name: 'invite.ics', contentType: calendarContentType(invite.method), content }];
}
