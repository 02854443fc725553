import { type Change, type CommandContext, nextStatus } from '../change.ts';
import type { Command } from '../command.ts';
import { isBooking } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';

export const confirm: Command<BookingRow> = {
  name: 'confirm',
  takes: isBooking,
  decide: (_, row, context) => judgeConfirm(row, context),
};

function judgeConfirm(row: BookingRow, context: CommandContext): Change {
  const status = nextStatus(row, 'confirm', context);
  return { action: 'confirm', detail: {}, set: { status }, raisesVersion: true };
}
