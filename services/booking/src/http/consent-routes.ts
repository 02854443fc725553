import { consentPath } from '@interlude/shared/contracts/calendars';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { may } from '../access/permissions.ts';
import { cookieNames, cookieOf, hashOf } from '../access/session-cookie.ts';
import { staffOf } from '../access/staff-access.ts';
import { noteChange } from '../company/company-change.ts';
import { refuse } from '../runtime/refused.ts';
import type { Deps } from './deps.ts';
import { requestIdOf } from './request-id.ts';
import { refusalOf } from './trpc.ts';

const backSchema = z.object({
  state: z.string().max(200),
  code: z.string().max(4_000).optional(),
  again: z.literal('1').optional(),
});

/** Names the browser that somebody is signed in with to the calendars service, which can open nothing by it. */
export function browserOf(request: Request): string {
  return hashOf(hashOf(cookieOf(request, cookieNames.staff) ?? refuse({ code: 'not_signed_in' })));
}

/**
 * Where people come back to from the page on which a provider asks for their consent: once, within ten minutes, in the
 * browser they were sent away with. They are led on at once, so that what they came with stays in no address.
 */
export function consentRoutes(app: Deps): Router {
  const routes = Router();

  async function connected(request: Request, { state, code }: z.infer<typeof backSchema>): Promise<string> {
    const { tenantId, roles, personId: staffId } = await staffOf({ app, req: request });
    if (!may(roles, 'availability:write')) refuse({ code: 'forbidden' });
    const ended = { tenantId, session: browserOf(request), state, code: code ?? null };
    const { personId } = await app.calendars('endConsent', ended);
    const actor = { tenantId, personId: staffId, requestId: requestIdOf(request) };
    await noteChange(app, actor, { action: 'connectCalendar', detail: { person: personId, connection: null } });
    return personId;
  }

  routes.get(consentPath.replace(/^\/api/, ''), async (request, response) => {
    response.locals['procedure'] = 'consent';
    response.set('Cache-Control', 'no-store');
    const back = backSchema.safeParse(request.query).data;
    if (back === undefined) return response.redirect(303, pageOf({ google: 'expired' }));
    // A page of a stranger has led here, so the browser keeps its cookies back: from a page of ours it sends them.
    if (back.again === undefined) return void response.type('html').send(leadingOn(back));
    try {
      const person = await app.pulse.orSilent(() => connected(request, back));
      response.redirect(303, pageOf({ person, google: 'connected' }));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      response.redirect(303, pageOf({ google: outcomeOf(refusal) }));
    }
  });

  return routes;
}

function pageOf(outcome: Record<string, string>): string {
  return `/hr/availability?${new URLSearchParams(outcome)}`;
}

function leadingOn({ state, code }: z.infer<typeof backSchema>): string {
  const query = new URLSearchParams({ state, ...(code === undefined ? {} : { code }), again: '1' });
  const to = `${consentPath}?${query}`.replaceAll('&', '&amp;');
  return `<!doctype html><html lang="en"><title>Interlude</title><meta http-equiv="refresh" content="0;url=${to}"><a href="${to}">Go on</a></html>`;
}

/** Why it was not connected, in a code that the page has words for. */
function outcomeOf(refusal: NonNullable<ReturnType<typeof refusalOf>>): string {
  if (refusal.code === 'calendar_refused') return refusal.because;
  return refusal.code === 'unavailable' ? 'retryable' : 'expired';
}
