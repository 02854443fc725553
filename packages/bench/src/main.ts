import { cpus } from 'node:os';
import { measureBooking, measureSlots, measureStorm } from './api-workloads.ts';
import { startBenchPortal } from './bench-portal.ts';
import { measureCompute } from './compute.ts';
import { type Row, tableOf } from './statistics.ts';
import { measureWeb } from './web-size.ts';

// The rows of the quality goals that exist so far. Correctness first: a workload that books twice is reported as a miss.
const rows: Row[] = [...measureCompute(), ...(await measureWeb())];
const portal = await startBenchPortal();
try {
  rows.push(...(await measureSlots(portal)));
  rows.push(...(await measureBooking(portal)));
  rows.push(...(await measureStorm(portal)));
  await portal.stopTemporal();
  rows.push(...(await measureBooking(portal, ' (workflow engine down)', [1])));
} finally {
  await portal.stop();
}
const [cpu] = cpus();
console.log(
  `\nNode ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, client and server on the same cores\n`,
);
console.log(tableOf(rows));
process.exit(0);
