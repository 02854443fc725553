import { measureBooking, measureSlots, measureStorm } from './api-workloads.ts';
import { startBenchPortal } from './bench-portal.ts';
import type { Row } from './report.ts';

/** Everything that goes through the booking service over HTTP. */
export async function measureApi(): Promise<Row[]> {
  const portal = await startBenchPortal();
  const rows: Row[] = [];
  try {
    rows.push(...(await measureSlots(portal)));
    rows.push(...(await measureBooking(portal)));
    rows.push(...(await measureStorm(portal)));
    await portal.stopTemporal();
    rows.push(...(await measureBooking(portal, ' (workflow engine down)', [1])));
    return rows;
  } finally {
    await portal.stop();
  }
}
