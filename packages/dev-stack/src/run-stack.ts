import { environment, type StackConfig, stackConfig } from './config.ts';
import { diskTrouble } from './disk-space.ts';
import { createStack } from './stack.ts';
import { tableOf } from './stack-file.ts';
import type { StackOptions } from './stack-parts.ts';

export type RunOptions = Pick<StackOptions, 'root' | 'watch' | 'fillDemo'>;

/**
 * Runs a stack until this process is told to end: by Ctrl-C, by a signal, by the death of the package manager that
 * started it, or because one of its processes died (exit code 1). Never returns.
 */
export async function runStack(options: RunOptions): Promise<void> {
  const began = performance.now();
  const say = (line: string) =>
    console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`);
  const config = readConfig();
  const state: { ending: Promise<never> | null; endingSince: number } = { ending: null, endingSince: 0 };

  const stack = createStack({
    ...options,
    config,
    say,
    onUnexpectedExit(name, how, tail) {
      if (state.ending !== null) return;
      console.error(`${name} ${how}; stopping everything.${tail ? `\n${tail.split('\n').slice(-8).join('\n')}` : ''}`);
      sayDiskTrouble(config.dataFolder);
      end(1);
    },
  });

  function end(code: number): void {
    state.ending ??= stack
      .stop()
      .catch((error: unknown) => console.error('While stopping:', error))
      .then(() => process.exit(code));
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (state.ending === null) {
        state.endingSince = performance.now();
        say(`Stopping (${signal})`);
        return end(0);
      }
      // npm passes on the Ctrl-C that the terminal sent us too; only a later one is impatience. The guard does the rest.
      if (performance.now() - state.endingSince > 1_500) process.exit(1);
    });
  }
  endWithParent(config, () => end(0));

  try {
    const file = await stack.start();
    say(`Ready. Logs and data are in ${config.dataFolder}. Ctrl-C stops everything.`);
    console.log(`\n${tableOf(file)}\n`);
  } catch (error) {
    if (state.ending !== null) return;
    console.error(reasonOf(error));
    sayDiskTrouble(config.dataFolder);
    end(1);
  }
}

// What fails on a full disk says so in its own words, or not at all.
function sayDiskTrouble(folder: string): void {
  void diskTrouble(folder).then(
    (trouble) => trouble !== null && console.error(trouble),
    () => undefined,
  );
}

function readConfig(): StackConfig {
  try {
    return stackConfig(environment);
  } catch (error) {
    console.error(reasonOf(error));
    return process.exit(78);
  }
}

/** npm killed with -9 sends nothing; its children only get another parent. */
function endWithParent(config: StackConfig, end: () => void): void {
  if (!config.underScript) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 1_000).unref();
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && !error.message.includes(error.cause.message)
    ? `${error.message}\n  ${error.cause.message}`
    : error.message;
}
