import type { LookDeps } from '../looking/look-deps.ts';
import { CallRefused, type Calls } from './calls.ts';

/** After somebody's change others mostly follow. */
const settleMs = 500;
/** However often something is told of it, a connection is not looked at again sooner. */
const restMs = 5_000;

/** What providers tell of themselves. */
export function pushCalls({ channels, connections, now }: LookDeps): Pick<Calls, 'pushed'> {
  return {
    async pushed({ channelId, token }) {
      const channel = await channels.findBySecret(channelId, token);
      if (channel === null) throw new CallRefused('not_found');
      const { tenantId, personId, connectionId: _id } = channel;
      const row = await connections.find({ tenantId, personId, _id });
      if (row === null) throw new CallRefused('not_found');
      // Many changes at once are one look.
      const lookedAt = row.lookedAt ?? row.freshAt;
      const at = Math.max(now() + settleMs, (lookedAt?.getTime() ?? 0) + restMs);
      await connections.notePushed(row, new Date(at), new Date(now()));
      return { due: true };
    },
  };
}
