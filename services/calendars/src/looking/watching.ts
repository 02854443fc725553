import { randomBytes } from 'node:crypto';
import { errorFacts } from '@interlude/service-kit/log';
import type { Logger } from 'pino';
import type { Access } from '../connections/access.ts';
import type { ConnectionRow } from '../connections/connection-store.ts';
import type { GoogleSecret } from '../providers/google.ts';
import type { GoogleWatch } from '../providers/google-watch.ts';
import { type ChannelRow, type ChannelStore, tokenHashOf } from './channel-store.ts';

export interface WatchDeps {
  readonly channels: ChannelStore;
  readonly access: Access;
  readonly watch: GoogleWatch;
  /** Where a provider is to tell; null where none can reach this portal. */
  readonly pushUrl: string | null;
  /** A new id for a channel, which booking knows for one of ours. */
  readonly newChannelId: () => string;
  readonly now: () => number;
  readonly log: Logger;
}

const dayMs = 86_400_000;
/** A channel is opened anew as long before it ends. */
const renewMs = dayMs;
/** After a refusal it is not asked for again before. */
const retryMs = 6 * 3_600_000;
const callMs = 8_000;

/**
 * Keeps a channel open for each calendar that takes time and can tell: asked by whoever has just looked at them, so that
 * no timer of its own has to. What is told only says that there is something to look at; where nothing is told, calendars
 * are read as often as they were. A refusal or an outage is nobody's trouble.
 */
export async function keepWatching(deps: WatchDeps, row: ConnectionRow): Promise<void> {
  const { pushUrl } = deps;
  if (pushUrl === null || row.provider !== 'google' || row.state === 'needs_reauth') return;
  const present = await deps.channels.listOf({ tenantId: row.tenantId, connectionId: row._id });
  // The portal may have moved to another address.
  const isLive = ({ resourceId, until, address }: ChannelRow) =>
    address === pushUrl && until.getTime() > deps.now() + (resourceId === null ? 0 : renewMs);
  for (const { id: calendarId } of row.calendars.filter(({ isBusy }) => isBusy)) {
    const before = present.filter((channel) => channel.calendarId === calendarId);
    if (before.some(isLive) || !(await open(deps, row, { calendarId, address: pushUrl }))) continue;
    for (const channel of before) await close(deps, row, channel);
  }
  const busy = new Set(row.calendars.filter(({ isBusy }) => isBusy).map(({ id }) => id));
  for (const channel of present) if (!busy.has(channel.calendarId)) await close(deps, row, channel);
}

/** Before a connection goes, which nothing is to be told of any more. */
export async function endWatching(deps: WatchDeps, row: ConnectionRow): Promise<void> {
  const present = await deps.channels.listOf({ tenantId: row.tenantId, connectionId: row._id });
  await Promise.all(present.map((channel) => close(deps, row, channel)));
}

async function open(
  { channels, access, watch, newChannelId, now, log }: WatchDeps,
  row: ConnectionRow,
  { calendarId, address }: { readonly calendarId: string; readonly address: string },
): Promise<boolean> {
  const [id, token] = [newChannelId(), randomBytes(24).toString('base64url')];
  const { tenantId, personId, _id: connectionId } = row;
  const until = new Date(now() + retryMs);
  // Before it is asked for: the first thing is told before the answer comes, and a refusal is not repeated at once.
  const blank = { _id: id, tenantId, personId, connectionId, calendarId, address, tokenHash: tokenHashOf(token) };
  await channels.insert({ ...blank, resourceId: null, until });
  const signal = AbortSignal.timeout(callMs);
  try {
    const opened = await access.use(row, signal, async (secret) =>
      watch.open({ signal }, { secret: secret as GoogleSecret, calendarId }, { id, token, address }),
    );
    await channels.opened(id, opened);
    return true;
  } catch (error) {
    log.info({ connection: connectionId, ...errorFacts(error) }, 'a calendar is not watched');
    return false;
  }
}

async function close(
  { channels, access, watch, log }: WatchDeps,
  row: ConnectionRow,
  { _id, resourceId }: ChannelRow,
): Promise<void> {
  const signal = AbortSignal.timeout(callMs);
  try {
    if (resourceId !== null)
      await access.use(row, signal, (secret) =>
        watch.close({ signal }, secret as GoogleSecret, { id: _id, resourceId }),
      );
  } catch (error) {
    // It ends by itself, and what is told until then is of no channel.
    log.info({ connection: row._id, ...errorFacts(error) }, 'a channel was not closed');
  }
  await channels.remove({ _id });
}
