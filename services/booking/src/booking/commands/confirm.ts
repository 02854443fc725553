import { type Change, type CommandContext, nextStatus } from '../change.ts';
import type { Command } from '../command.ts';
import type { BookingRow } from '../row/booking-row.ts';

export const confirm: Command = { name: 'confirm', decide: (_, row, context) => judgeConfirm(row, context) };

function judgeConfirm(row: BookingRow, context: CommandContext): Change {
  const status = nextStatus(row, 'confirm', context);
  return { action: 'confirm', detail: {}, set: { status }, raisesVersion: true };
}
