import { urgency } from '@interlude/shared/contracts/lifecycle';
import type { OutboxStore } from '../journal/outbox-store.ts';
import { newId } from '../runtime/new-id.ts';
import type { AccountNoticeRow, AccountNoticeStore } from './account-notice-store.ts';

interface NoticeDeps {
  readonly now: () => number;
  readonly stores: { readonly accountNotices: AccountNoticeStore; readonly outbox: OutboxStore };
}

/** Has somebody told by mail what has happened to their account. Called in the transaction in which it happens. */
export async function mailNotice(
  { now, stores }: NoticeDeps,
  notice: Pick<AccountNoticeRow, 'tenantId' | 'personId' | 'kind' | 'what'>,
): Promise<void> {
  const at = new Date(now());
  const _id = newId('accountNotice');
  await stores.accountNotices.insert({ ...notice, _id, at });
  await stores.outbox.append({
    _id: newId('event'),
    tenantId: notice.tenantId,
    interviewId: _id,
    rev: 1,
    createdAt: at,
    deliveredAt: null,
    urgency: urgency.soon,
  });
}
