import { getDomain } from 'tldts';
import { publicMailProviders } from './public-mail-providers.ts';

const gmail = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox behind an address, for counting only: mail goes to the address as it was given. Tags after `+` lead to the
 * same mailbox nearly everywhere (RFC 5233); Gmail ignores dots, too. What is not a mailbox of its own at some rare host
 * is counted with another one there, which costs a client a wait at worst.
 */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  const [name = ''] = email.slice(0, at).toLowerCase().split('+');
  const domain = email.slice(at + 1).toLowerCase();
  return gmail.has(domain) ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`;
}

/** An address as it may be shown on a page that somebody else may look at: `a…@example.org`. */
export function maskedAddress(email: string): string {
  const [first = ''] = email;
  return `${first}…${email.slice(email.lastIndexOf('@'))}`;
}

/** The domain whose owner can make as many addresses as they like; null where everybody gets theirs from a provider. */
export function ownDomainOf(email: string): string | null {
  const host = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  const domain = getDomain(host) ?? host;
  return publicMailProviders.has(domain) ? null : domain;
}
