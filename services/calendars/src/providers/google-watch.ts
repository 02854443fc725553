import { z } from 'zod';
import type { GoogleSecret } from './google.ts';
import { type GoogleAddress, googleApi, parsed } from './google-api.ts';
import { type CalendarOf, type Call, ProviderError } from './provider.ts';

/** What a channel is asked for with. */
interface Wish {
  readonly id: string;
  /** Comes back with whatever is told. */
  readonly token: string;
  readonly address: string;
}

export type GoogleWatch = ReturnType<typeof googleWatch>;

const channelSchema = z.object({ resourceId: z.string().min(1), expiration: z.coerce.number().int().positive() });
const sevenDays = 7 * 86_400;

/** Channels on which Google tells that events of a calendar have changed. Each ends by itself. Throws `ProviderError`. */
export function googleWatch(address: GoogleAddress) {
  return {
    async open({ signal }: Call, { secret, calendarId }: CalendarOf<GoogleSecret>, wish: Wish) {
      const calendar = secret.calendars[calendarId];
      if (calendar === undefined) throw new ProviderError('gone');
      const api = googleApi(address, secret.accessToken, signal);
      const path = `/calendars/${encodeURIComponent(calendar)}/events/watch`;
      const body = { ...wish, type: 'web_hook', params: { ttl: String(sevenDays) } };
      const { resourceId, expiration } = parsed(await api.send(path, { method: 'POST', body }), channelSchema);
      return { resourceId, until: new Date(expiration) };
    },

    async close({ signal }: Call, secret: GoogleSecret, channel: { readonly id: string; readonly resourceId: string }) {
      const api = googleApi(address, secret.accessToken, signal);
      await api.send('/channels/stop', { method: 'POST', body: channel, takes: [404] });
    },
  };
}
