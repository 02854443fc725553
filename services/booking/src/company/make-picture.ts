import { fork } from 'node:child_process';
import { refuse } from '../runtime/refused.ts';
import { createWorkLimit } from '../runtime/work-limit.ts';
import type { Drawn, MadePicture, ToDraw } from './draw-picture.ts';

// Its start is part of it: a picture takes well under a second on a core of its own.
const longestMs = 10_000;
// Decoding takes memory and a core each. The last who waits does so for half a minute at most.
const inTurn = createWorkLimit(2, 6);

/**
 * A picture made anew as PNG from the bytes of a PNG, JPEG, WebP or SVG, told by their content: nothing of the original
 * but its pixels is left. Refuses `invalid_input` for anything else, and for what is too large or takes too long to be
 * drawn; `unavailable` where too many wait.
 */
export async function makePicture(toDraw: ToDraw, { withinMs = longestMs } = {}): Promise<MadePicture> {
  const drawn = await inTurn(async () => await drawApart(toDraw, withinMs));
  if (drawn === 'late') return invalid('takes too long to draw');
  return 'made' in drawn ? drawn.made : invalid(drawn.unreadable);
}

/** What the process for it answers; rejects when it ends without an answer. */
function drawApart(toDraw: ToDraw, withinMs: number): Promise<Drawn | 'late'> {
  const { promise, resolve, reject } = Promise.withResolvers<Drawn | 'late'>();
  // It needs none of what this process was told: no secret, no option.
  const child = fork(new URL('./draw-picture.ts', import.meta.url), {
    serialization: 'advanced',
    env: {},
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const timer = setTimeout(() => {
    resolve('late');
    child.kill('SIGKILL');
  }, withinMs);
  child.once('message', (drawn: Drawn) => resolve(drawn));
  child.on('error', reject);
  child.once('exit', (code, signal) => {
    clearTimeout(timer);
    reject(new Error(`drawing a picture ended without an answer (${signal ?? code})`));
  });
  child.send(toDraw);
  return promise;
}

function invalid(message: string): never {
  return refuse({ code: 'invalid_input', issues: [{ path: 'file', message }] });
}
