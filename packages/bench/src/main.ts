import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { environment } from '@interlude/dev-stack/config';
import type * as ApiPart from './api-part.ts';
import { type BenchConfig, benchConfig, type PartName } from './config.ts';
import { type Row, tableOf } from './report.ts';

// The reference computes on the process's own clock and says it must be UTC; production is what is measured.
process.env['TZ'] = 'UTC';
process.env['NODE_ENV'] = 'production';

/** Each part is loaded when it runs, so that none is measured in a process full of the others. */
const parts: Record<PartName, (config: BenchConfig) => Promise<Row[]>> = {
  async engine({ peerFolder }) {
    const { measureEngine } = await import('./engine-part.ts');
    return await measureEngine(peerFolder);
  },
  async controls() {
    const { measureControls } = await import('./storm-controls.ts');
    return await measureControls();
  },
  slots: api('slots'),
  booking: api('booking'),
  storms: api('storms'),
  mixed: api('mixed'),
  mail: api('mail'),
  reminders: api('reminders'),
  open: api('open'),
  lists: api('lists'),
  console: api('console'),
  many: api('many'),
  calendars: api('calendars'),
  async scaling({ million }) {
    const { measureEngineScaling } = await import('./engine-scaling.ts');
    const { measureClaimScaling } = await import('./claim-scaling.ts');
    return [...measureEngineScaling(), ...(await measureClaimScaling(million))];
  },
  web: api('web'),
};

function api(workload: keyof typeof ApiPart.apiWorkloads) {
  return async (config: BenchConfig) => {
    const { apiWorkloads } = await import('./api-part.ts');
    return await apiWorkloads[workload](config);
  };
}

const config = benchConfig(process.argv.slice(2), environment);
const [cpu] = cpus();
const machine = `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}`;
const rows: Row[] = [];
const loads: Partial<Record<PartName, string>> = {};
console.log(`\n${machine}`);
for (const part of config.parts) {
  const found = await parts[part](config);
  // A machine that is busy with other things explains a missed absolute goal, never a ratio.
  const load = `load average ${loadavg()[0]?.toFixed(1)}`;
  console.log(`\n${part} (${load})\n${tableOf(found)}`);
  loads[part] = load;
  rows.push(...found);
}
if (config.jsonFile !== null) {
  const report = { machine, at: new Date().toISOString(), loads, rows };
  await writeFile(config.jsonFile, `${JSON.stringify(report, null, 2)}\n`);
}
process.exit(0);
