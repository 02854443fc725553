import { execFile } from 'node:child_process';
import type { Environment } from './config.ts';

/** Runs a program to its end and returns what it printed; throws with the last lines of its error output. */
export function runCommand(command: string, args: readonly string[], env?: Environment): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, [...args], { env, maxBuffer: 16 << 20 }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const said = stderr.trim().split('\n').slice(-2).join(' ').trim();
      reject(new Error(`${command} ${args.slice(0, 3).join(' ')}: ${said || error.message}`, { cause: error }));
    });
  });
}
