import { fillDemo } from './demo.ts';
import { repositoryRoot } from './portal.ts';
import { runStack } from './run-stack.ts';

await runStack({ root: repositoryRoot, watch: process.argv.includes('--watch'), fillDemo });
