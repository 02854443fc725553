import type { MessageFacts } from '@interlude/shared/contracts/messages';
import { mailContent } from '@interlude/shared/mails/mail-content';
import { renderText } from '@interlude/shared/mails/mail-text';
import type { Said } from './send-store.ts';

// Far more than any mail says: bounds what is stored.
const mostCharacters = 8_000;

/**
 * What a message says, for whoever reads later what was sent. The links in it lead to the page, and no longer open it:
 * the token, which stands behind the `#`, is not kept, and neither is a number somebody is called on. Null where the facts are no mail, which the sender reports.
 */
export function saidText(facts: MessageFacts, now: number): Said | null {
  try {
    const content = mailContent(withoutPhone(withoutTokens(facts)), now);
    return { subject: content.subject, text: renderText(content).slice(0, mostCharacters) };
  } catch {
    return null;
  }
}

function withoutTokens(facts: MessageFacts): MessageFacts {
  const { url, changes, soonest } = facts;
  return {
    ...facts,
    url: url === null ? null : withoutToken(url),
    ...(changes === undefined ? {} : { changes: changesWithout(changes) }),
    ...(soonest === undefined ? {} : { soonest: soonest.map((one) => ({ ...one, url: withoutToken(one.url) })) }),
  };
}

// The booking alone has it, where it can be corrected and erased.
function withoutPhone({ phone, ...facts }: MessageFacts): MessageFacts {
  if (phone === undefined) return facts;
  return { ...facts, phone: phone.text === undefined ? phone : { ...phone, text: '…' } };
}

function changesWithout({ moveUrl, cancelUrl, ...until }: NonNullable<MessageFacts['changes']>) {
  return {
    ...until,
    ...(moveUrl === undefined ? {} : { moveUrl: withoutToken(moveUrl) }),
    ...(cancelUrl === undefined ? {} : { cancelUrl: withoutToken(cancelUrl) }),
  };
}

function withoutToken(url: string): string {
  return url.slice(0, url.includes('#') ? url.indexOf('#') : undefined);
}
