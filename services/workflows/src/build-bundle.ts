import { writeFile } from 'node:fs/promises';
import { bundleWorkflows } from './bundle.ts';

const [path = 'workflow-bundle.js'] = process.argv.slice(2);
const { code } = await bundleWorkflows();
await writeFile(path, code);
process.stdout.write(`${path}: ${code.length} characters\n`);
