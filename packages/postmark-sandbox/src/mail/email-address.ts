import { type Refusal, refusal } from '../http/refusal.ts';

/** One mailbox, spelled as in the provider's answers. */
export interface Mailbox {
  readonly Email: string;
  readonly Name: string;
}

// The two patterns with which the provider says it checks addresses (support article on error code 300).
const domainPattern = /^((\.)?[a-z0-9-])+$/i;
const localPartPattern = /^[a-z0-9.!#$%&'`*+\-/=^_{}|~]+$/i;

/** Splits an address field at the commas outside quotes and reads each part; the first bad part is the refusal. */
export function parseMailboxes(field: string, text: string): Mailbox[] | Refusal {
  const mailboxes: Mailbox[] = [];
  for (const part of splitList(text)) {
    const mailbox = parseMailbox(part);
    if (!mailbox.Email.includes('@')) {
      return refusal(
        300,
        `Error parsing '${field}': Illegal email address '${mailbox.Email}'. It must contain the '@' symbol.`,
      );
    }
    if (!isAddress(mailbox.Email)) return refusal(300, `Invalid '${field}' address: '${mailbox.Email}'.`);
    mailboxes.push(mailbox);
  }
  return mailboxes;
}

export function isAddress(email: string): boolean {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  return at > 0 && localPartPattern.test(email.slice(0, at)) && domainPattern.test(domain) && domain.includes('.');
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

export function formatMailbox({ Email, Name }: Mailbox): string {
  return Name === '' ? Email : `"${Name.replaceAll(/["\\]/g, '\\$&')}" <${Email}>`;
}

function splitList(text: string): string[] {
  const parts = text.match(/(?:"(?:\\.|[^"\\])*"|[^,"]|")+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function parseMailbox(part: string): Mailbox {
  const match = /^(.*)<([^<>]*)>$/s.exec(part);
  if (!match) return { Email: part, Name: '' };
  const name = (match[1] ?? '').trim();
  const quoted = /^"(.*)"$/s.exec(name);
  return { Email: (match[2] ?? '').trim(), Name: quoted ? (quoted[1] ?? '').replaceAll(/\\(.)/g, '$1') : name };
}
