import { isLocalHost } from '@interlude/shared/secrets/local-host';
import { z } from 'zod';
import { ApiError } from '../http/answers.ts';
import { type Calendar, type Channel, secretOf, type World } from '../world/world.ts';

const watchSchema = z.looseObject({
  id: z.string().regex(/^[\w\-+/=]{1,64}$/),
  type: z.literal('web_hook'),
  address: z.url({ protocol: /^https?$/ }),
  token: z.string().max(256).default(''),
  params: z.object({ ttl: z.coerce.number().int().positive() }).partial().default({}),
});
const stopSchema = z.looseObject({ id: z.string(), resourceId: z.string() });
const longestSeconds = 7 * 86_400;
const callMs = 5_000;

/** Opens a channel on which changes of a calendar are told until it ends. Throws `ApiError`. */
export function openChannel(world: World, { email, calendar }: { email: string; calendar: Calendar }, body: unknown) {
  const wish = watchSchema.safeParse(body).data;
  if (wish === undefined) throw new ApiError(400, 'invalid', 'Bad Request');
  const { id, address, token, params } = wish;
  // The provider wants https and an address that is proved; this one tells nobody beyond this machine.
  if (!isLocalHost(new URL(address).host))
    throw new ApiError(401, 'push.webhookUrlUnauthorized', `Unauthorized WebHook callback channel: ${address}`);
  if (world.channels.has(id)) throw new ApiError(400, 'channelIdNotUnique', `Channel id ${id} not unique`);
  const expiresAt = Date.now() + Math.min(params.ttl ?? longestSeconds, longestSeconds) * 1_000;
  const resourceId = secretOf('resource').slice(0, 27);
  const channel: Channel = { id, resourceId, email, calendarId: calendar.id, address, token, expiresAt, told: 0 };
  world.channels.set(id, channel);
  void tell(channel, 'sync');
  const resourceUri = `/calendar/v3/calendars/${calendar.id}/events?alt=json`;
  return { kind: 'api#channel', id, resourceId, resourceUri, token, expiration: String(expiresAt) };
}

/** Throws `ApiError`. */
export function stopChannel(world: World, body: unknown): void {
  const wish = stopSchema.safeParse(body).data;
  const known = wish === undefined ? undefined : world.channels.get(wish.id);
  if (known === undefined || known.resourceId !== wish?.resourceId)
    throw new ApiError(404, 'notFound', `Channel '${wish?.id}' not found for project`);
  world.channels.delete(known.id);
}

/** Tells whoever watches a calendar that something in it has changed, once; what cannot be told is lost. */
export function tellWatchers(world: World, calendar: Calendar): void {
  for (const channel of world.channels.values()) {
    if (channel.expiresAt <= Date.now()) world.channels.delete(channel.id);
    else if (world.accounts.get(channel.email)?.calendars.get(channel.calendarId) === calendar)
      void tell(channel, 'exists');
  }
}

async function tell(channel: Channel, state: 'sync' | 'exists'): Promise<void> {
  channel.told += 1;
  const headers = {
    'X-Goog-Channel-ID': channel.id,
    'X-Goog-Channel-Token': channel.token,
    'X-Goog-Channel-Expiration': new Date(channel.expiresAt).toUTCString(),
    'X-Goog-Message-Number': String(channel.told),
    'X-Goog-Resource-ID': channel.resourceId,
    'X-Goog-Resource-State': state,
  };
  const signal = AbortSignal.timeout(callMs);
  await fetch(channel.address, { method: 'POST', headers, signal }).catch(() => undefined);
}
