import { inject } from 'vitest';
import { keepRuntime } from '../../../services/workflows/src/test-workers.ts';

// A set-up file of the service tests: a process has one native runtime for the workers of all its files, and it is quiet.
await keepRuntime(inject('temporalAddress'));
