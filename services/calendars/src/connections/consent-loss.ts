import type { ConsentReport } from '@interlude/shared/contracts/calendars';
import type { ConnectionRow, ConnectionStore, Loss } from './connection-store.ts';

interface LossDeps {
  readonly connections: Pick<ConnectionStore, 'find' | 'noteLoss'>;
  /** Tells booking; throws when it did not take it. */
  readonly reportConsent: (report: ConsentReport) => Promise<void>;
  readonly now: () => number;
}

/** What of a loss is over once somebody has let us in again: whatever is lost after that is another one. */
export function ended({ loss }: Pick<ConnectionRow, 'loss'>): Pick<ConnectionRow, 'loss'> {
  return loss === undefined || loss.isOver ? {} : { loss: { ...loss, isOver: true, isTold: false } };
}

/**
 * Tells booking once that somebody has to let us into a calendar again, and once that they have, or have disconnected it.
 * `seen` is as it was before a look: what one look finds is told only when the next finds the same, as a server in trouble
 * may turn anybody away. Safe to repeat; throws when booking did not take it.
 */
export async function tellLoss({ connections, reportConsent, now }: LossDeps, seen: ConnectionRow): Promise<void> {
  if (seen.state !== 'needs_reauth' && (seen.loss === undefined || (seen.loss.isOver && seen.loss.isTold))) return;
  const row = seen.removedAt === null ? await connections.find(seen) : seen;
  if (row === null) return;
  const loss = lossAfter(row, now());
  // Another look has noted it meanwhile, and tells it.
  if (loss === undefined || (loss !== row.loss && !(await connections.noteLoss(row, loss)))) return;
  if (loss.isTold) return;
  const { tenantId, personId, _id, name } = row;
  await reportConsent({ tenantId, personId, connectionId: _id, name, lostAt: loss.at.getTime(), isOver: loss.isOver });
  await connections.noteLoss({ _id, loss }, { ...loss, isTold: true });
}

function lossAfter(row: ConnectionRow, now: number): Loss | undefined {
  const { loss, state, failures, calendars, removedAt } = row;
  if (removedAt !== null || state === 'ok') return ended(row).loss ?? loss;
  const isLost = failures > 1 && calendars.some(({ isBusy, because }) => isBusy && because === 'auth');
  const isOpen = loss !== undefined && !loss.isOver;
  return state === 'needs_reauth' && isLost && !isOpen ? { at: new Date(now), isOver: false, isTold: false } : loss;
}
