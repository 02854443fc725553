import type { AccountNoticeKind } from '@interlude/shared/contracts/lifecycle';
import type { AccountNoticeId, PersonId, TenantId } from '@interlude/shared/ids';
import { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** What has happened to the account of one person, who is told by mail. */
export interface AccountNoticeRow {
  _id: AccountNoticeId;
  tenantId: TenantId;
  personId: PersonId;
  kind: AccountNoticeKind;
  /** Of a sign-in the browser, of a calendar the server it was read from; empty where that is not known. */
  what: string;
  at: Date;
}

const schema = new Schema<Stored<AccountNoticeRow>>(
  { _id: String, tenantId: String, personId: String, kind: String, what: String, at: Date },
  { collection: 'accountNotices', strict: 'throw', versionKey: false },
);

// By then the mail has gone, or is of no use any more.
export const accountNoticeIndexes = [{ key: { at: 1 }, expireAfterSeconds: 30 * 86_400 }] as const;

export function createAccountNoticeStore(connection: Connection) {
  const AccountNotice = connection.model('AccountNotice', schema);

  return {
    async insert(row: AccountNoticeRow): Promise<void> {
      await AccountNotice.insertMany([row], { lean: true });
    },

    async find(tenantId: TenantId, noticeId: string): Promise<AccountNoticeRow | null> {
      return await AccountNotice.findOne({ tenantId, _id: noticeId }).lean<AccountNoticeRow>();
    },
  };
}

export type AccountNoticeStore = ReturnType<typeof createAccountNoticeStore>;
