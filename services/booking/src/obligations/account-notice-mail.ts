import type { AccountNoticeKind } from '@interlude/shared/contracts/lifecycle';
import type { MessageAnswer } from '@interlude/shared/contracts/messages';
import type { AccountNoticeId, TenantId } from '@interlude/shared/ids';
import type { ObligationDeps } from './deps.ts';
import { type SingleMail, timelessFacts } from './timeless-facts.ts';

const usefulMs = 7 * 86_400_000;

/** What ops read of it, and where its reader can object. */
const kinds = {
  password_changed: { text: 'mail that the password was changed', path: '/hr/forgot' },
  new_sign_in: { text: 'mail that an unknown browser signed in', path: '/hr/account' },
  calendar_disconnected: { text: 'mail that a calendar was disconnected', path: '/hr/availability' },
} as const satisfies Record<AccountNoticeKind, object>;

export async function noticeOwner(
  app: ObligationDeps,
  tenantId: TenantId,
  noticeId: AccountNoticeId,
): Promise<SingleMail | null> {
  const notice = await app.stores.accountNotices.find(tenantId, noticeId);
  if (notice === null) return null;
  const { kind, personId, at } = notice;
  return {
    status: kind,
    attributes: {
      TenantId: tenantId,
      InterviewStatus: kind,
      InterviewType: 'account_notice',
      RootInterviewId: noticeId,
      InterviewerIds: [personId],
      ScheduledAt: null,
      RetakeNumber: 0,
    },
    item: {
      does: 'notify',
      key: `${kind}@0:interviewer:${personId}`,
      kind,
      at: at.getTime(),
      usefulUntil: at.getTime() + usefulMs,
      recipient: { role: 'interviewer', personId },
      text: kinds[kind].text,
    },
  };
}

/** What that mail says; nothing to whoever has left. */
export async function noticeMessage(
  app: ObligationDeps,
  tenantId: TenantId,
  noticeId: AccountNoticeId,
): Promise<MessageAnswer> {
  const notice = await app.stores.accountNotices.find(tenantId, noticeId);
  const person = notice === null ? null : await app.stores.people.find(tenantId, notice.personId);
  if (notice === null || person === null) return { skip: 'erased' };
  if (!person.active) return { skip: 'superseded' };
  const tenant = await app.stores.tenants.get(tenantId);
  const { email, name, zone, locale } = person;
  const { kind, what, at } = notice;
  return {
    message: {
      ...timelessFacts(app, tenant, zone),
      kind,
      about: 'account',
      to: { email, name },
      role: 'interviewer',
      locale,
      startsAt: at.toISOString(),
      jobTitle: what,
      ...(kind === 'new_sign_in' && what !== '' ? { browser: what } : {}),
      interviewType: 'account',
      provider: 'none',
      durationMinutes: 0,
      candidateName: '',
      url: `${app.config.publicUrl}${kinds[kind].path}`,
    },
    usefulUntil: at.getTime() + usefulMs,
  };
}
