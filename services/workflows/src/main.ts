import { keepThreadsFromReporting, loadConfig, type WorkflowsConfig } from './config.ts';
import { startWorkflows } from './worker.ts';

keepThreadsFromReporting();
const workflows = await startWorkflows(configOrExit());
workflows.ended.catch(() => process.exit(1));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    workflows.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

function configOrExit(): WorkflowsConfig {
  try {
    return loadConfig();
  } catch (error) {
    process.stderr.write(`workflows: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(78);
  }
}
