import type { Plan } from '@interlude/shared/contracts/lifecycle';
import type { MessageAnswer } from '@interlude/shared/contracts/messages';
import { idPrefixes, type SingleMailId, type TenantId } from '@interlude/shared/ids';
import { noticeMessage, noticeOwner } from './account-notice-mail.ts';
import { codeMessage, codeOwner } from './code-mail.ts';
import type { ObligationDeps } from './deps.ts';
import { lostCalendarMessage, lostCalendarOwner } from './lost-calendar-mail.ts';
import { passwordMessage, passwordOwner } from './password-mail.ts';
import { settledKeys } from './send-store.ts';
import type { SingleMail } from './timeless-facts.ts';

/** How what is no booking, and has one mail, is told of. */
interface SingleMailKind {
  readonly prefix: string;
  /** What its workflow is about, for those who run the portal. */
  readonly words: string;
  /** Null when it is gone. */
  readonly owner: (app: ObligationDeps, tenantId: TenantId, id: never) => Promise<SingleMail | null>;
  readonly message: (app: ObligationDeps, tenantId: TenantId, id: never) => Promise<MessageAnswer>;
}

const kinds: readonly SingleMailKind[] = [
  { prefix: idPrefixes.proof, words: 'Code that proves an address', owner: codeOwner, message: codeMessage },
  { prefix: idPrefixes.passwordKey, words: 'Link to set a password', owner: passwordOwner, message: passwordMessage },
  {
    prefix: idPrefixes.lostCalendar,
    words: 'Calendar needs a new sign-in',
    owner: lostCalendarOwner,
    message: lostCalendarMessage,
  },
  { prefix: idPrefixes.accountNotice, words: 'Notice about an account', owner: noticeOwner, message: noticeMessage },
];

function kindOf(id: string): SingleMailKind | undefined {
  return kinds.find(({ prefix }) => id.startsWith(`${prefix}_`));
}

export function isSingleMail(id: string): id is SingleMailId {
  return kindOf(id) !== undefined;
}

/** What its workflow is about in one line; null where the id names a booking. */
export function singleMailWords(id: string): string | null {
  return kindOf(id)?.words ?? null;
}

interface Ref {
  readonly tenantId: TenantId;
  readonly id: SingleMailId;
}

/** Null when what the mail is about is gone. */
export async function ownerOf(app: ObligationDeps, { tenantId, id }: Ref): Promise<SingleMail | null> {
  return (await kindOf(id)?.owner(app, tenantId, id as never)) ?? null;
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
  return (await kindOf(id)?.message(app, tenantId, id as never)) ?? { skip: 'erased' };
}
