// One loop under two names, so that whoever runs the engine sees what a workflow is about.
// biome-ignore lint/performance/noBarrelFile: what this file exports is what the worker registers as workflows.
export { interviewLifecycle, interviewLifecycle as appointmentLifecycle } from './interview-lifecycle.ts';
