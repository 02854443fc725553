import type { BookingId, TenantId } from '@interlude/shared/ids';
import { newId } from '../runtime/new-id.ts';
import { Refused } from '../runtime/refused.ts';
import type { Command } from './command.ts';
import type { BookingDeps } from './deps.ts';

/**
 * Runs a command that nobody asked for but the clock or a loop. False when it is refused: somebody else was faster, or
 * there is nothing to do any more. An outage propagates.
 */
export async function applyAsTimer(
  { applyCommand, now }: Pick<BookingDeps, 'applyCommand' | 'now'>,
  { tenantId, interviewId }: { readonly tenantId: TenantId; readonly interviewId: BookingId },
  command: Command,
): Promise<boolean> {
  const actor = { party: 'timer', id: null } as const;
  const context = { tenantId, interviewId, actor, now: now(), requestId: newId('event') };
  try {
    await applyCommand(context, command, () => null);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
