import type { MessageAnswer } from '@interlude/shared/contracts/messages';
import type { ProofId, TenantId } from '@interlude/shared/ids';
import type { ObligationDeps } from './deps.ts';
import { privacyUrlOf } from './subject.ts';
import { type SingleMail, timelessFacts } from './timeless-facts.ts';

// Only the proof knows the address: there is no client yet.
export async function codeOwner(app: ObligationDeps, tenantId: TenantId, proofId: ProofId): Promise<SingleMail | null> {
  const proof = await app.stores.proofs.find(tenantId, proofId);
  if (proof === null) return null;
  return {
    status: proof.appointmentId === null ? 'asked' : 'proved',
    item: {
      does: 'notify',
      key: `code@0:candidate:${proof._id}`,
      kind: 'code',
      at: proof.createdAt.getTime(),
      usefulUntil: proof.expiresAt.getTime(),
      recipient: { role: 'candidate', personId: proof._id },
      text: 'mail the code that proves an address',
    },
  };
}

/** What that mail says; the code is made for this answer and kept nowhere. */
export async function codeMessage(app: ObligationDeps, tenantId: TenantId, proofId: ProofId): Promise<MessageAnswer> {
  const proof = await app.stores.proofs.find(tenantId, proofId);
  if (proof === null) return { skip: 'erased' };
  const code = app.codes.codeOf(proof);
  if (code === null || proof.appointmentId !== null || proof.expiresAt.getTime() <= app.now())
    return { skip: 'superseded' };
  const [tenant, service] = await Promise.all([
    app.stores.tenants.get(tenantId),
    app.stores.services.find(tenantId, proof.serviceId),
  ]);
  if (service === null) return { skip: 'erased' };
  const { email, name, zone, locale } = proof;
  return {
    message: {
      ...timelessFacts(app, tenant, zone),
      kind: 'code',
      about: 'appointment',
      code,
      to: { email, name },
      role: 'candidate',
      locale,
      jobTitle: service.name,
      interviewType: 'appointment',
      provider: service.provider,
      durationMinutes: service.durationMinutes,
      candidateName: name,
      url: null,
      privacyUrl: privacyUrlOf(app, locale),
    },
  };
}
