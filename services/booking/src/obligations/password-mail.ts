import type { MessageAnswer } from '@interlude/shared/contracts/messages';
import type { PasswordKeyId, TenantId } from '@interlude/shared/ids';
import type { PasswordPurpose } from '../access/password-key-store.ts';
import type { ObligationDeps } from './deps.ts';
import { type SingleMail, timelessFacts } from './timeless-facts.ts';

const kinds = { invited: 'colleague_invited', lost: 'password_lost' } as const satisfies Record<
  PasswordPurpose,
  string
>;

export async function passwordOwner(
  app: ObligationDeps,
  tenantId: TenantId,
  keyId: PasswordKeyId,
): Promise<SingleMail | null> {
  const key = await app.stores.passwordKeys.find(tenantId, keyId);
  if (key === null) return null;
  return {
    status: key.purpose,
    item: {
      does: 'notify',
      key: `${kinds[key.purpose]}@0:interviewer:${key.personId}`,
      kind: kinds[key.purpose],
      at: key.createdAt.getTime(),
      usefulUntil: key.expiresAt.getTime(),
      recipient: { role: 'interviewer', personId: key.personId },
      text: key.purpose === 'invited' ? 'invite a colleague to set a password' : 'mail the link to set a new password',
    },
  };
}

/** What that mail says; the token is made for this answer and kept nowhere. */
export async function passwordMessage(
  app: ObligationDeps,
  tenantId: TenantId,
  keyId: PasswordKeyId,
): Promise<MessageAnswer> {
  const key = await app.stores.passwordKeys.find(tenantId, keyId);
  const person = key === null ? null : await app.stores.people.find(tenantId, key.personId);
  if (key === null || person === null) return { skip: 'erased' };
  const token = app.passwordTokens.tokenOf(key);
  if (token === null || !person.active || key.expiresAt.getTime() <= app.now()) return { skip: 'superseded' };
  const tenant = await app.stores.tenants.get(tenantId);
  const { email, name, zone, locale } = person;
  return {
    message: {
      ...timelessFacts(app, tenant, zone),
      kind: kinds[key.purpose],
      about: 'account',
      to: { email, name },
      role: 'interviewer',
      locale,
      jobTitle: tenant.name,
      interviewType: 'account',
      provider: 'none',
      durationMinutes: 0,
      candidateName: '',
      url: `${app.config.publicUrl}/hr/reset#${token}`,
    },
  };
}
