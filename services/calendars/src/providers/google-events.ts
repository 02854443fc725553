import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EventWriter, ExternalEvent, PlacedEvent } from './event-writer.ts';
import { type GoogleSecret, ownProperty } from './google.ts';
import { type GoogleAddress, googleApi, parsed } from './google-api.ts';
import { type CalendarOf, type Call, ProviderError } from './provider.ts';

/** Whoever else writes the same event is done sooner. */
const mostTries = 4;
const sequenceProperty = 'interludeSequence';

const eventSchema = z.object({
  id: z.string(),
  etag: z.string(),
  status: z.string().optional(),
  extendedProperties: z.object({ private: z.record(z.string(), z.string()).optional() }).optional(),
});
type Found = z.infer<typeof eventSchema>;
const fields = 'id,etag,status,extendedProperties/private';

/**
 * Writes events at Google, under an id that follows from the key. That an id is taken may come to light late, and after it
 * was taken by this very call: so what is there is read, whatever the answer was. Nobody is mailed. `ownHost` marks an
 * event as ours.
 */
export function googleEvents(address: GoogleAddress, ownHost: string): EventWriter<GoogleSecret> {
  return {
    async put(call, calendar, event, placed) {
      const there = eventAt(address, call, calendar, event.key);
      const body = bodyOf(event, ownHost);
      let etag = placed === null ? null : (placed.etag ?? (await there.read())?.etag ?? null);
      for (let tries = 0; tries < mostTries; tries++) {
        const written = etag === null ? await there.insert(body) : await there.replace(body, etag);
        if (written !== null) return placedOf(written);
        const found = await there.read();
        if (found !== null && found.status !== 'cancelled' && sequenceOf(found) >= event.sequence)
          return placedOf(found);
        // One that was deleted keeps its id: written over, it is there again.
        etag = found?.etag ?? null;
      }
      throw new ProviderError('retryable');
    },

    async remove(call, calendar, key) {
      return await eventAt(address, call, calendar, key).remove();
    },

    async isThere(call, calendar, key) {
      const found = await eventAt(address, call, calendar, key).read();
      return found !== null && found.status !== 'cancelled';
    },
  };
}

function eventAt(
  address: GoogleAddress,
  { signal }: Call,
  { secret, calendarId }: CalendarOf<GoogleSecret>,
  key: string,
) {
  const calendar = secret.calendars[calendarId];
  if (calendar === undefined) throw new ProviderError('gone');
  const api = googleApi(address, secret.accessToken, signal);
  const events = `/calendars/${encodeURIComponent(calendar)}/events`;
  const id = eventIdOf(key);
  const query = { sendUpdates: 'none', fields };

  return {
    /** Null when the id is taken. */
    async insert(body: object): Promise<Found | null> {
      const answer = await api.send(events, { method: 'POST', query, body: { ...body, id }, takes: [409] });
      return answer.status === 409 ? null : parsed(answer, eventSchema);
    },

    /** Null when it is not as `etag` says, or not there. */
    async replace(body: object, ifMatch: string): Promise<Found | null> {
      const asked = {
        method: 'PUT',
        query,
        body: { ...body, status: 'confirmed' },
        ifMatch,
        takes: [404, 410, 412],
      } as const;
      const answer = await api.send(`${events}/${id}`, asked);
      return answer.status >= 400 ? null : parsed(answer, eventSchema);
    },

    async read(): Promise<Found | null> {
      const answer = await api.send(`${events}/${id}`, { query: { fields }, takes: [404, 410] });
      return answer.status >= 400 ? null : parsed(answer, eventSchema);
    },

    async remove(): Promise<'removed' | 'already_gone'> {
      const asked = { method: 'DELETE', query: { sendUpdates: 'none' }, takes: [404, 410] } as const;
      const { status } = await api.send(`${events}/${id}`, asked);
      return status >= 400 ? 'already_gone' : 'removed';
    },
  };
}

/** Of the letters that Google takes (base32hex of RFC 4648, without padding): 52 for whatever key. */
function eventIdOf(key: string): string {
  const bits = [...createHash('sha256').update(key).digest()].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = bits.match(/.{1,5}/g) ?? [];
  return digits.map((five) => Number.parseInt(five.padEnd(5, '0'), 2).toString(32)).join('');
}

function bodyOf({ sequence, from, to, zone, title, text, place }: ExternalEvent, ownHost: string) {
  const at = (time: number) => ({ dateTime: new Date(time).toISOString(), timeZone: zone });
  return {
    summary: title,
    description: text,
    location: place,
    start: at(from),
    end: at(to),
    extendedProperties: { private: { [ownProperty]: ownHost, [sequenceProperty]: String(sequence) } },
  };
}

function sequenceOf({ extendedProperties }: Found): number {
  return Number(extendedProperties?.private?.[sequenceProperty] ?? -1);
}

function placedOf({ id, etag }: Found): PlacedEvent {
  return { ref: id, etag };
}
