import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));

/** The workflow code as one script for the sandbox (about 1.7 MB, one second). `entry` is an absolute path. */
export async function bundleWorkflows(entry = workflowsPath): Promise<{ code: string }> {
  const { code } = await bundleWorkflowCode({ workflowsPath: entry, logger: new DefaultLogger('WARN') });
  return { code };
}
