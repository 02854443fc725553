import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRestarts } from './restarts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const said: string[] = [];
  const notes: string[] = [];
  const restarts = createRestarts<'booking'>({
    start: async (_, note) => void notes.push(note),
    say: (line) => void said.push(line),
    giveUp: (name, how, tail) => void said.push(`${name} ${how}: ${tail}`),
  });
  return { said, notes, restarts };
}

it('starts what died again after pauses that grow, and gives up with its last lines after five times in a minute', async () => {
  const { said, notes, restarts } = watched();
  for (const pause of [500, 1_000, 2_000, 4_000, 8_000]) {
    restarts.died('booking', 'exited with code 1', 'boom');
    await vi.advanceTimersByTimeAsync(pause - 1);
    const before = notes.length;
    await vi.advanceTimersByTimeAsync(1);
    expect(notes.length).toBe(before + 1);
  }
  restarts.died('booking', 'exited with code 1', 'boom');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(notes).toHaveLength(5);
  expect(notes[1]).toBe('started again 2 times; before that it exited with code 1');
  expect(said[0]).toBe('booking exited with code 1; it is started again in 0.5 s');
  expect(said.at(-1)).toBe('booking exited with code 1, again after 5 restarts within a minute: boom');
});

it('never gives up on one that dies now and then', async () => {
  const { said, notes, restarts } = watched();
  for (let n = 0; n < 20; n++) {
    restarts.died('booking', 'ended by SIGKILL', '');
    await vi.advanceTimersByTimeAsync(61_000);
  }
  expect([notes.length, said.some((line) => line.includes('again after'))]).toEqual([20, false]);
});
