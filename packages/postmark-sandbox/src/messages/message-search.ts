import { type Refusal, refusal } from '../http/refusal.ts';
import { recipientsOf } from './mailbox-store.ts';
import { parseFilterDate } from './provider-date.ts';
import type { StoredMessage } from './stored-message.ts';

type Query = ReadonlyMap<string, string>;
type Test = (message: StoredMessage) => boolean;

/** The page a list call asks for; both values are required and `count` is at most 500. */
export function readPage(query: Query, code: number): { count: number; offset: number } | Refusal {
  const count = query.get('count');
  const offset = query.get('offset');
  if (count === undefined) return refusal(code, "Parameter 'count' is required but was left out.");
  if (offset === undefined) return refusal(code, "Parameter 'offset' is required but was left out.");
  if (!/^\d+$/.test(count) || Number(count) > 500) return refusal(code, "Parameter 'count' must be between 0 and 500.");
  if (!/^\d+$/.test(offset)) return refusal(code, "Parameter 'offset' must not be negative.");
  return { count: Number(count), offset: Number(offset) };
}

const filters: Readonly<Record<string, (wanted: string) => Test>> = {
  recipient: (wanted) => (message) => recipientsOf(message).some((email) => sameText(email, wanted)),
  fromemail: (wanted) => (message) => sameText(message.from.Email, wanted),
  tag: (wanted) => (message) => message.request.Tag === wanted,
  subject: (wanted) => (message) => (message.request.Subject ?? '').toLowerCase().includes(wanted.toLowerCase()),
  messagestream: (wanted) => (message) => sameText(message.stream, wanted),
  fromdate: (wanted) => dateTest(wanted, 'from', (receivedAt, edge) => receivedAt >= edge),
  todate: (wanted) => dateTest(wanted, 'to', (receivedAt, edge) => receivedAt <= edge),
};

/**
 * Turns the filters of `GET /messages/outbound` into one test. `isSent` tells queued from sent messages. Only one
 * `metadata_<name>` may be given at a time, as the provider documents.
 */
export function readFilters(query: Query, isSent: (id: string) => boolean): Test | Refusal {
  const tests: Test[] = [];
  const metadata = [...query].filter(([name]) => name.startsWith('metadata_'));
  if (metadata.length > 1) return refusal(700, 'Only one metadata field can be searched at a time.');
  for (const [name, wanted] of metadata) tests.push(metadataTest(name.slice('metadata_'.length), wanted));
  for (const [name, wanted] of query) {
    const filter = filters[name];
    if (filter && wanted !== '') tests.push(filter(wanted));
  }
  const status = query.get('status')?.toLowerCase();
  if (status === 'queued') tests.push(({ id }) => !isSent(id));
  else if (status === 'sent' || status === 'processed') tests.push(({ id }) => isSent(id));
  else if (status) return refusal(700, `Parameter 'status' has an invalid value: '${status}'.`);
  return (message) => tests.every((test) => test(message));
}

/** True when a message carries this metadata value; names compare without case, values exactly. */
export function metadataTest(name: string, wanted: string): Test {
  return ({ request }) =>
    Object.entries(request.Metadata ?? {}).some(([key, value]) => sameText(key, name) && value === wanted);
}

function dateTest(text: string, edge: 'from' | 'to', compare: (receivedAt: number, edge: number) => boolean): Test {
  const instant = parseFilterDate(text, edge);
  return ({ receivedAt }) => instant === null || compare(Date.parse(receivedAt), instant);
}

function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
