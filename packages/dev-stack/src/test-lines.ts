const kept = 30;
const lines: string[] = [];

/** Where the services that run inside a test's process write their log: only the last lines are kept, for a red. */
export const lastLines = {
  write(line: string): void {
    if (lines.push(line) > kept) lines.shift();
  },
  /** What was written since this was last asked. */
  take: (): string => lines.splice(0).join(''),
};
