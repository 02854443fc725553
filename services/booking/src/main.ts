import { readConfig } from './runtime/config.ts';
import { startBooking, UnfitDatabaseError } from './server.ts';

try {
  const booking = await startBooking(readConfig());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void booking.stop().then(() => process.exit(0)));
  }
} catch (error) {
  if (!(error instanceof UnfitDatabaseError)) throw error;
  process.stderr.write(`booking: ${error.message}\n`);
  process.exit(78);
}
