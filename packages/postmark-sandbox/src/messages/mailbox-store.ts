import { openJournal } from './journal.ts';
import { applyRecord, emptyState, type MailboxRecord, type MailboxState, suppressionKey } from './mailbox-state.ts';
import type { StoredMessage, Suppression } from './stored-message.ts';

export type MailboxStore = Awaited<ReturnType<typeof openMailboxStore>>;

/** Opens the mailbox kept in a folder, or one in memory when `dataFolder` is null. */
export async function openMailboxStore(dataFolder: string | null) {
  const { journal, records } = await openJournal<MailboxRecord>(dataFolder, 'mailbox.jsonl');
  let state: MailboxState = emptyState();
  for (const record of records) applyRecord(state, record);
  let lastBounceId = Math.max(0, ...state.bounces.keys());

  return {
    get state(): Readonly<MailboxState> {
      return state;
    },

    /** Makes records durable, then visible. A send may only be answered after this. */
    async commit(...added: readonly MailboxRecord[]): Promise<void> {
      await journal.append(added);
      for (const record of added) applyRecord(state, record);
    },

    nextBounceId(): number {
      lastBounceId += 1;
      return lastBounceId;
    },

    findSuppression(stream: string, email: string): Suppression | null {
      return state.suppressions.get(suppressionKey(stream, email)) ?? null;
    },

    /** Every message, newest first. */
    listMessages(): StoredMessage[] {
      return [...state.messages.values()].reverse();
    },

    async reset(): Promise<void> {
      await journal.clear();
      state = emptyState();
    },

    close: () => journal.close(),
  };
}

/** Everyone a message goes to, without those suppressed when it was accepted. */
export function activeRecipientsOf(message: StoredMessage): string[] {
  const inactive = new Set(message.inactive.map((email) => email.toLowerCase()));
  return recipientsOf(message).filter((email) => !inactive.has(email.toLowerCase()));
}

export function recipientsOf({ to, cc, bcc }: Pick<StoredMessage, 'to' | 'cc' | 'bcc'>): string[] {
  return [...to, ...cc, ...bcc].map(({ Email }) => Email);
}
