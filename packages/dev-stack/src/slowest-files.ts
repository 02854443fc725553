import type { Reporter } from 'vitest/node';

const named = 8;
const tooLongMs = 90_000;

/** Names the files that a run waited for longest, so that a file which grows too long is seen before it is. */
export const slowestFiles: Reporter = {
  onTestRunEnd(files) {
    if (files.length < 2 * named) return;
    const times = files.map((file) => {
      const { collectDuration, setupDuration, duration } = file.diagnostic();
      return { path: file.relativeModuleId, ms: collectDuration + setupDuration + duration };
    });
    const rows = times
      .toSorted((one, other) => other.ms - one.ms)
      .slice(0, named)
      .map(
        ({ path, ms }) => `${(ms / 1000).toFixed(0).padStart(5)} s  ${path}${ms > tooLongMs ? '  (over 90 s)' : ''}`,
      );
    console.log(`Slowest files:\n${rows.join('\n')}`);
  },
};
