import { calendarObject, revisionProperty } from '@interlude/shared/contracts/calendar-invite';
import type { CaldavSecret } from './caldav.ts';
import { davSession } from './dav-session.ts';
import type { EventWriter, ExternalEvent, PlacedEvent } from './event-writer.ts';
import { type Fetched, type OutgoingRules, refusedBy } from './outgoing.ts';
import { type CalendarOf, type Call, ProviderError } from './provider.ts';

/** Whoever else writes the same event is done sooner. */
const mostTries = 4;
/** An entry of ours, with what its owner has added to it. */
const mostOfOne = 1_000_000;

/** Writes events by CalDAV: one file for each key, so that it is created once (RFC 4791, 5.3.2). */
export function caldavEvents(rules: OutgoingRules): EventWriter<CaldavSecret> {
  return {
    async put(call, calendar, event, placed) {
      const file = fileOf(call, calendar, event.key, rules);
      const body = textOf(event);
      // Without its etag an event could only be written over blindly.
      let etag = placed === null ? null : (placed.etag ?? (await file.read()).etag);
      for (let tries = 0; tries < mostTries; tries++) {
        const answer = await file.write(body, etag);
        if (answer.status !== 412) return { ref: file.ref, etag: answer.header('etag') };
        const there = await file.read();
        if (there.revision >= event.sequence) return { ref: file.ref, etag: there.etag };
        etag = there.etag;
      }
      throw new ProviderError('retryable');
    },

    async remove(call, calendar, key) {
      return await fileOf(call, calendar, key, rules).remove();
    },

    async isThere(call, calendar, key) {
      return (await fileOf(call, calendar, key, rules).read()).etag !== null;
    },
  };
}

/** Without an etag where there is nothing. */
interface There extends Pick<PlacedEvent, 'etag'> {
  /** Below all of ours where it does not say. */
  readonly revision: number;
}

function fileOf({ signal }: Call, { secret, calendarId }: CalendarOf<CaldavSecret>, key: string, rules: OutgoingRules) {
  const home = secret.calendars[calendarId];
  if (home === undefined) throw new ProviderError('gone');
  if (!/^[\w-]{1,80}$/.test(key)) throw new RangeError('not a key');
  const ref = `${key}.ics`;
  const url = `${home.replace(/\/*$/, '/')}${ref}`;
  const session = davSession(secret, rules, signal);
  const send = async (asked: Omit<Parameters<typeof session.send>[1], 'mostBytes'>) =>
    await session.send(url, { ...asked, mostBytes: mostOfOne });

  return {
    ref,

    /** 2xx, or 412 when it is not as `etag` says; null means that it is not there. */
    async write(body: string, etag: string | null): Promise<Fetched> {
      const guard = etag === null ? { 'if-none-match': '*' } : { 'if-match': etag };
      const headers = { 'content-type': 'text/calendar; charset=utf-8', ...guard };
      const answer = await send({ method: 'PUT', headers, body });
      // The calendar that it was to stand in is not there (RFC 4918, 9.7.1).
      if (answer.status === 409) throw new ProviderError('gone');
      if (!isGood(answer) && answer.status !== 412) throw refusedBy(answer);
      return answer;
    },

    async read(): Promise<There> {
      const answer = await send({ method: 'GET', headers: { accept: 'text/calendar' } });
      if (isAway(answer)) return { etag: null, revision: -1 };
      if (!isGood(answer)) throw refusedBy(answer);
      const revision = new RegExp(`^${revisionProperty}[^:\\n]*:(\\d+)`, 'im').exec(answer.text)?.[1];
      const etag = answer.header('etag');
      if (etag === null) throw new ProviderError('unreadable');
      return { etag, revision: Number(revision ?? -1) };
    },

    async remove(): Promise<'removed' | 'already_gone'> {
      const answer = await send({ method: 'DELETE', headers: {} });
      if (isAway(answer)) return 'already_gone';
      if (!isGood(answer)) throw refusedBy(answer);
      return 'removed';
    },
  };
}

const isGood = ({ status }: Fetched) => status >= 200 && status < 300;
const isAway = ({ status }: Fetched) => status === 404 || status === 410;

function textOf({ uid, sequence, from, to, title, text, place }: ExternalEvent): string {
  const [startsAt, endsAt] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const said = { summary: title, description: text, location: place, url: null };
  return calendarObject({ uid, sequence, stampedAt: new Date().toISOString(), startsAt, endsAt, ...said }, sequence);
}
