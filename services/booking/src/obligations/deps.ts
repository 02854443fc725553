import type { AccountNoticeStore } from '../access/account-notice-store.ts';
import type { PasswordKeyStore } from '../access/password-key-store.ts';
import type { PasswordTokens } from '../access/password-tokens.ts';
import type { AppointmentDeps } from '../appointments/deps.ts';
import type { SendStore } from './send-store.ts';

export interface ObligationDeps extends AppointmentDeps {
  readonly passwordTokens: PasswordTokens;
  readonly stores: AppointmentDeps['stores'] & {
    readonly sends: SendStore;
    readonly passwordKeys: PasswordKeyStore;
    readonly accountNotices: AccountNoticeStore;
  };
}
