import { type Refusal, refusalStatus } from '@interlude/shared/booking/refusal';
import { idSchema } from '@interlude/shared/schemas/fields';
import { BeyondZoneTableError } from '@interlude/shared/time/zone-clock';
import { initTRPC, type TRPC_ERROR_CODE_KEY, TRPCError } from '@trpc/server';
import { ZodError, z } from 'zod';
import type { Context as AnyContext } from '../access/deps.ts';
import { may, type Permission, type StaffPermission } from '../access/permissions.ts';
import { staffOf } from '../access/staff-access.ts';
import { openInterview } from '../booking/gate/candidate-gate.ts';
import { isOutage } from '../mongo/mongo.ts';
import { Refused, refuse } from '../runtime/refused.ts';
import type { Deps } from './deps.ts';

export type Context = AnyContext<Deps>;

export interface Meta {
  /** Every procedure says who may call it; a test walks the router and fails on one that does not. */
  readonly perm: Permission;
}

const codes: Record<number, TRPC_ERROR_CODE_KEY> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'NOT_FOUND',
  412: 'PRECONDITION_FAILED',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};
const outage: Refusal = { code: 'unavailable', retryAfterSeconds: 2 };

/** The refusal behind an error: our own, an outage of the database, or input that did not parse; null for a bug. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof ZodError) {
    const issues = error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
    return { code: 'invalid_input', issues };
  }
  if (error instanceof BeyondZoneTableError) {
    return { code: 'invalid_input', issues: [{ path: '', message: 'an instant beyond the time-zone table' }] };
  }
  if (isOutage(error)) return outage;
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause !== undefined) return refusalOf(cause);
  // tRPC itself refuses what is not JSON, too large a batch, an unknown path or a change that is asked for by GET.
  if (error instanceof TRPCError && error.code === 'BAD_REQUEST') return { code: 'invalid_input', issues: [] };
  if (error instanceof TRPCError && error.code === 'PARSE_ERROR') return { code: 'invalid_input', issues: [] };
  if (error instanceof TRPCError && ['NOT_FOUND', 'METHOD_NOT_SUPPORTED'].includes(error.code))
    return { code: 'not_found' };
  return null;
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    // The message and stack of an unknown error stay in the log; people get a request id.
    errorFormatter({ shape, error, ctx, path }) {
      const refusal = refusalOf(error);
      const isOtherMethod = error.code === 'METHOD_NOT_SUPPORTED';
      const httpStatus = refusal === null || isOtherMethod ? shape.data.httpStatus : refusalStatus[refusal.code];
      return {
        code: shape.code,
        message: refusal?.code ?? 'internal_error',
        data: { code: shape.data.code, httpStatus, path, requestId: ctx?.requestId ?? null, refusal },
      };
    },
    sse: { ping: { enabled: true, intervalMs: 15_000 } },
  });

const withRefusals = t.middleware(async ({ ctx, meta, type, next }) => {
  try {
    // What staff look for are names and addresses, which stand in no address of a request: their questions may be POSTs.
    const mayBePosted = type === 'query' && meta !== undefined && meta.perm !== 'public' && meta.perm !== 'link';
    if (type !== 'mutation' && ctx.req.method === 'POST' && !mayBePosted) refuse({ code: 'not_found' });
    const result = await ctx.app.pulse.orSilent(() => next());
    if (result.ok) return result;
    const refusal = refusalOf(result.error);
    return refusal === null ? result : refused(refusal, result.error.cause ?? result.error);
  } catch (error) {
    if (error instanceof Refused) return refused(error.refusal, error);
    throw error;
  }
});

function refused(refusal: Refusal, error: unknown): never {
  const code = codes[refusalStatus[refusal.code]] ?? 'BAD_REQUEST';
  throw new TRPCError({
    code,
    message: refusal.code,
    cause: error instanceof Refused ? error : new Refused(refusal, error),
  });
}

export const router = t.router;
export const procedure = t.procedure.use(withRefusals);

/** A procedure for signed-in staff with the permission; `ctx.staff` is who calls. */
export function staffWith(permission: StaffPermission) {
  return procedure.meta({ perm: permission }).use(async ({ ctx, next }) => {
    const staff = await staffOf(ctx);
    if (!may(staff.roles, permission)) {
      ctx.app.log.warn({ requestId: ctx.requestId, personId: staff.personId, permission }, 'permission refused');
      refuse({ code: 'forbidden' });
    }
    return await next({ ctx: { ...ctx, staff } });
  });
}

/** A procedure on one interview by the holder of its link; `ctx` has the interview and its panel as just read. */
export const linked = procedure
  .meta({ perm: 'link' })
  .input(z.object({ interviewId: idSchema }))
  .use(async ({ ctx, input, next }) => {
    const { row: interview, ...found } = await openInterview(ctx, input.interviewId);
    return await next({ ctx: { ...ctx, ...found, interview, interviewId: interview._id } });
  });
