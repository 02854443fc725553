import type { MessageFacts } from '@interlude/shared/contracts/messages';
import { mailContent } from '@interlude/shared/mails/mail-content';
import { renderText } from '@interlude/shared/mails/mail-text';
import type { Said } from './send-store.ts';

// Far more than any mail says: bounds what is stored.
const mostCharacters = 8_000;

/**
 * What a message says, for whoever reads later what was sent. The links in it lead to the page, and no longer open it:
 * the token, which stands behind the `#`, is not kept. Null where the facts are no mail, which the sender reports.
 */
export function saidText(facts: MessageFacts, now: number): Said | null {
  try {
    const content = mailContent(withoutTokens(facts), now);
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
