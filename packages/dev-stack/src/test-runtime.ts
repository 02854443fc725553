import { pino } from 'pino';
import { installRuntime } from '../../../services/workflows/src/worker.ts';

// A set-up file of the service tests: a process has one native runtime for the workers of all its files, and it is quiet.
await installRuntime(pino({ level: 'silent' }));
