import type { NotifyItem, Plan } from '@interlude/shared/contracts/lifecycle';
import type { MessageAnswer } from '@interlude/shared/contracts/messages';
import type { TenantId } from '@interlude/shared/ids';
import { offsetAt } from '@interlude/shared/time/time-zone';
import type { ProofRow } from '../appointments/proof-store.ts';
import { mailBrandOf } from '../company/brand.ts';
import type { ObligationDeps } from './deps.ts';
import { settledKeys } from './send-store.ts';
import { privacyUrlOf } from './subject.ts';

type Ref = { readonly tenantId: TenantId; readonly proofId: string };

// Only the proof knows the address: there is no client yet.
function codeItem({ _id, createdAt, expiresAt }: ProofRow): NotifyItem {
  return {
    does: 'notify',
    key: `code@0:candidate:${_id}`,
    kind: 'code',
    at: createdAt.getTime(),
    usefulUntil: expiresAt.getTime(),
    recipient: { role: 'candidate', personId: _id },
    text: 'mail the code that proves an address',
  };
}

/** What is to be done for a proof: its one mail, until that is settled. Null when the proof is gone. */
export async function planCode(app: ObligationDeps, { tenantId, proofId }: Ref): Promise<Plan | null> {
  const { proofs, sends, inSilentTransaction } = app.stores;
  const proof = await proofs.find(tenantId, proofId);
  if (proof === null) return null;
  const items = await inSilentTransaction(async () => {
    const owner = { tenantId, interviewId: proof._id };
    const known = await sends.listWithin(owner);
    const open = settledKeys(known).size > 0 ? [] : [codeItem(proof)];
    const planned = open.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) }));
    await sends.replan({ ...owner, known }, { planned, skipped: [] }, new Date(app.now()));
    return open;
  });
  return {
    status: proof.appointmentId === null ? 'asked' : 'proved',
    version: 1,
    rev: 1,
    scheduleRev: 0,
    over: items.length === 0,
    attention: null,
    items,
    attributes: null,
  };
}

/** What that mail says; the code is made for this answer and kept nowhere. */
export async function codeMessage(app: ObligationDeps, { tenantId, proofId }: Ref): Promise<MessageAnswer> {
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
      kind: 'code',
      about: 'appointment',
      code,
      to: { email, name },
      role: 'candidate',
      locale,
      zone,
      offsetMinutes: offsetAt(zone, app.now()),
      company: tenant.name,
      brand: mailBrandOf(tenant, app.config.publicUrl),
      contact: tenant.contact,
      jobTitle: service.name,
      interviewType: 'appointment',
      provider: service.provider,
      durationMinutes: service.durationMinutes,
      attempt: 1,
      candidateName: name,
      interviewers: [],
      startsAt: null,
      endsAt: null,
      formerStartsAt: null,
      venue: null,
      venueZone: null,
      venueOffsetMinutes: null,
      meetingUrl: null,
      url: null,
      privacyUrl: privacyUrlOf(app, locale),
      bookBy: null,
      lead: null,
      reason: null,
      invite: null,
    },
  };
}
