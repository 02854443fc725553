import type { Reporter, TestModule } from 'vitest/node';

const named = 10;
const tooLongMs = 60_000;
const longestTold = 4_000;
const longestReason = 600;
/** How a red begins to say what services and pages said last: `test-reds.ts`, `test-picture.ts`. */
const tells = /Last lines of the services of|^“.+” (?:stood on|has no picture)/;
const told: string[] = [];

/** What a run's time went into: the files it waited for longest, and each kind's part, so that the next slow one is seen. */
export const slowestFiles: Reporter = {
  onUserConsoleLog({ content }) {
    if (tells.test(content) && told.length < named) told.push(content.slice(0, longestTold));
  },
  onTestRunEnd(files, errors, reason) {
    const seed = files[0]?.project.getProvidedContext().seed;
    // Once more, since where the run was there are thousands of lines between it and its end.
    if (reason === 'failed') for (const one of told.splice(0)) console.log(one);
    if (files.length >= 2 * named) console.log(timesOf(files));
    if (reason !== 'failed') return;
    // Last of all, where whoever has only the end of a log reads them.
    console.log(`Red:\n${[...redsOf(files), ...errors.map(({ message }) => short(message))].join('\n')}`);
    console.log(`The samples of this run again: INTERLUDE_TEST_SEED=${seed}`);
  },
};

function* redsOf(files: readonly TestModule[]): Generator<string> {
  for (const file of files) {
    for (const { message } of file.errors()) yield `  ${file.relativeModuleId}: ${short(message)}`;
    for (const test of file.children.allTests('failed')) {
      for (const { message } of test.result().errors ?? []) {
        yield `  ${file.relativeModuleId}: ${test.fullName}: ${short(message)}`;
      }
    }
  }
}

const short = (message: string) => message.replaceAll(/\s+/g, ' ').slice(0, longestReason);

function timesOf(files: readonly TestModule[]): string {
  const times = files.map((file) => ({ path: file.relativeModuleId, kind: kindOf(file), ms: timeOf(file) }));
  const slowest = times.toSorted((one, other) => other.ms - one.ms).slice(0, named);
  const rows = slowest.map(
    ({ path, ms }) => `${inSeconds(ms)}  ${path}${ms > tooLongMs ? `  (over ${tooLongMs / 1000} s)` : ''}`,
  );
  const kinds = [...Map.groupBy(times, ({ kind }) => kind)].map(([kind, all]) => {
    const total = all.reduce((sum, { ms }) => sum + ms, 0);
    return `${inSeconds(total)}  ${kind}, ${all.length} files`;
  });
  return `Slowest files:\n${rows.join('\n')}\nTime in files, several at once:\n${kinds.join('\n')}`;
}

function kindOf({ project, relativeModuleId }: TestModule): string {
  return relativeModuleId.startsWith('web/states/') ? 'states' : project.name;
}

function timeOf(file: TestModule): number {
  const { collectDuration, setupDuration, duration } = file.diagnostic();
  return collectDuration + setupDuration + duration;
}

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(0).padStart(5)} s`;
