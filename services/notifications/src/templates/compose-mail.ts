import type { MessageFacts } from '@interlude/shared/message-contract';
import type { OutgoingMail } from '../sending/postmark-client.ts';

export function composeMail(
  facts: MessageFacts,
  about: { interviewId: string; sk: string; nowMs: number; mailFrom: string },
): OutgoingMail {
  return {
    from: about.mailFrom,
    to: facts.to.email,
    replyTo: null,
    subject: facts.kind,
    html: '',
    text: facts.kind,
    tag: facts.kind,
    metadata: { sk: about.sk, iv: about.interviewId, k: facts.kind },
    headers: [],
    attachments: [],
  };
}
