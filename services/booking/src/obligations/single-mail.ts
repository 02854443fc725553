import type { Plan } from '@interlude/shared/contracts/lifecycle';
import type { MessageAnswer } from '@interlude/shared/contracts/messages';
import type { LostCalendarId, PasswordKeyId, ProofId, TenantId } from '@interlude/shared/ids';
import { isPasswordKeyId } from '../access/password-key-store.ts';
import { isProofId } from '../appointments/proof-store.ts';
import { codeMessage, codeOwner } from './code-mail.ts';
import type { ObligationDeps } from './deps.ts';
import { isLostCalendarId, lostCalendarMessage, lostCalendarOwner } from './lost-calendar-mail.ts';
import { passwordMessage, passwordOwner } from './password-mail.ts';
import { settledKeys } from './send-store.ts';
import type { SingleMail } from './timeless-facts.ts';

/** What is no booking and has one mail: a proof with its code, a key to a password, or a calendar that is lost. */
type SingleMailId = ProofId | PasswordKeyId | LostCalendarId;

export function isSingleMail(id: string): id is SingleMailId {
  return isProofId(id) || isPasswordKeyId(id) || isLostCalendarId(id);
}

interface Ref {
  readonly tenantId: TenantId;
  readonly id: SingleMailId;
}

async function ownerOf(app: ObligationDeps, { tenantId, id }: Ref): Promise<SingleMail | null> {
  if (isLostCalendarId(id)) return await lostCalendarOwner(app, tenantId, id);
  return isProofId(id) ? await codeOwner(app, tenantId, id) : await passwordOwner(app, tenantId, id);
}

/** What is to be done: the one mail, until that is settled. Null when what it is about is gone. */
export async function planSingleMail(app: ObligationDeps, ref: Ref): Promise<Plan | null> {
  const { sends, inSilentTransaction } = app.stores;
  const owner = await ownerOf(app, ref);
  if (owner === null) return null;
  const items = await inSilentTransaction(async () => {
    const of = { tenantId: ref.tenantId, interviewId: ref.id };
    const known = await sends.listWithin(of);
    const open = owner.item === null || settledKeys(known).size > 0 ? [] : [owner.item];
    const planned = open.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) }));
    await sends.replan({ ...of, known }, { planned, skipped: [] }, new Date(app.now()));
    return open;
  });
  return {
    status: owner.status,
    version: 1,
    rev: owner.rev ?? 1,
    scheduleRev: 0,
    over: items.length === 0,
    attention: null,
    items,
    attributes: owner.attributes ?? null,
  };
}

/** What that mail says; its secret is made for this answer and kept nowhere. */
export async function singleMessage(app: ObligationDeps, { tenantId, id }: Ref): Promise<MessageAnswer> {
  if (isLostCalendarId(id)) return await lostCalendarMessage(app, tenantId, id);
  return isProofId(id) ? await codeMessage(app, tenantId, id) : await passwordMessage(app, tenantId, id);
}
