import { loadConfig } from './config.ts';
import { type CalendarSandboxOptions, startCalendarSandbox } from './sandbox.ts';

const sandbox = await startCalendarSandbox(configOrExit());
process.stdout.write(
  `${JSON.stringify({ msg: 'listening', service: 'calendar-sandbox', port: sandbox.port, page: sandbox.url })}\n`,
);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

function configOrExit(): Readonly<CalendarSandboxOptions> {
  try {
    return loadConfig();
  } catch (error) {
    process.stderr.write(`calendar-sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(78);
  }
}
