import { loadConfig } from './config.ts';
import { type SandboxOptions, startSandbox } from './sandbox.ts';

const sandbox = await startSandbox(configOrExit());
process.stdout.write(
  `${JSON.stringify({ msg: 'listening', service: 'postmark-sandbox', port: sandbox.port, inbox: sandbox.url })}\n`,
);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

function configOrExit(): Readonly<SandboxOptions> {
  try {
    return loadConfig();
  } catch (error) {
    process.stderr.write(`postmark-sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(78);
  }
}
