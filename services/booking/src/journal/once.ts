import type { PersonId, TenantId } from '@interlude/shared/ids';
import { type InTransaction, isDuplicateKey } from '../mongo/mongo.ts';
import { Refused, refuse } from '../runtime/refused.ts';
import type { IdempotencyRow, IdempotencyStore } from './idempotency-store.ts';
import { requestHash } from './request-hash.ts';

/** Who asks under which key; without a key every request is its own. */
export interface Asked {
  readonly tenantId: TenantId;
  readonly idempotency?: Pick<IdempotencyRow, 'scope' | 'key' | 'hash'>;
  readonly now: number;
}

export interface OnceStores {
  readonly inTransaction: InTransaction;
  readonly idempotency: IdempotencyStore;
}

/**
 * Writes in one transaction with the answer that the key keeps. Where the same request was faster, on whatever it was
 * that this one lost, its answer is given instead.
 */
export async function commitOnce<T>(stores: OnceStores, asked: Asked, write: () => Promise<T>): Promise<T> {
  const { tenantId, idempotency, now } = asked;
  try {
    return await stores.inTransaction(async () => {
      const answer = await write();
      if (idempotency !== undefined) {
        await stores.idempotency.keep({ tenantId, ...idempotency, answer, createdAt: new Date(now) });
      }
      return answer;
    });
  } catch (error) {
    if (!isDuplicateKey(error) && !(error instanceof Refused)) throw error;
    const replay = await findReplay<T>(stores, asked);
    if (replay === null) throw error;
    return replay.answer;
  }
}

export interface StaffWish {
  readonly procedure: string;
  readonly input: { readonly idempotencyKey?: string | undefined };
}

interface OnceCaller {
  readonly app: { readonly stores: OnceStores; now(): number };
  readonly staff: { readonly tenantId: TenantId; readonly personId: PersonId };
}

/** Does what staff ask once per key: a repeated request is answered as the first one, before anything is judged. */
export async function onceForStaff<T>(
  { app, staff }: OnceCaller,
  { procedure, input }: StaffWish,
  work: (commit: <U>(write: () => Promise<U>) => Promise<U>) => Promise<T>,
): Promise<T> {
  const { idempotencyKey: key, ...wish } = input;
  const asked: Asked = {
    tenantId: staff.tenantId,
    now: app.now(),
    ...(key === undefined ? {} : { idempotency: { scope: staff.personId, key, hash: requestHash(procedure, wish) } }),
  };
  const replay = await findReplay<T>(app.stores, asked);
  if (replay !== null) return replay.answer;
  return await work((write) => commitOnce(app.stores, asked, write));
}

/** The answer that was kept under the key of this request, or null; refuses the key of another request. */
export async function findReplay<T>(
  stores: Pick<OnceStores, 'idempotency'>,
  context: Pick<Asked, 'idempotency' | 'tenantId'>,
): Promise<{ answer: T } | null> {
  const { idempotency, tenantId } = context;
  if (idempotency === undefined) return null;
  const kept = await stores.idempotency.find(tenantId, idempotency.scope, idempotency.key);
  if (kept === null) return null;
  if (kept.hash !== idempotency.hash) refuse({ code: 'idempotency_mismatch' });
  return { answer: kept.answer as T };
}
