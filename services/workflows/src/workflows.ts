// biome-ignore lint/performance/noBarrelFile: what this file exports is what the worker registers as workflows.
export { interviewLifecycle } from './interview-lifecycle.ts';
