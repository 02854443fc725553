import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExternalEvent } from './event-writer.ts';
import {
  caldavSubject,
  contractWindow,
  dayMs,
  realGoogle,
  type Subject,
  sandboxSubject,
} from './test-contract-subjects.ts';

const real = realGoogle(process.env);
const subjects: readonly (readonly [string, (() => Promise<Subject>) | null])[] = [
  ['Radicale', () => caldavSubject('radicale')],
  ['Xandikos', () => caldavSubject('xandikos')],
  ['the stand-in for Google', sandboxSubject],
  ['Google itself, where its tokens are in the environment', real],
];
const hour = 3_600_000;
const run = Date.now();
let made = 0;

/** An event of ours on a day of its own, counted from tomorrow. */
function eventOf(day: number, more: Partial<ExternalEvent> = {}): ExternalEvent {
  const key = `int_${run}_${++made}`;
  const from = contractWindow.from + day * dayMs + 9 * hour;
  const said = { title: 'Interview', text: 'One; two,\nthree', place: 'Room 1' };
  return { key, uid: `${key}.per_1@ours.example`, sequence: 1, from, to: from + hour, zone: 'UTC', ...said, ...more };
}
const movedTo = (event: ExternalEvent, sequence: number, day: number) => {
  const { from, to } = eventOf(day);
  return { ...event, sequence, from, to };
};

describe.each(subjects)('every calendar, as %s has it', (_, start) => {
  let one: Subject;
  beforeAll(async () => {
    if (start !== null) one = await start();
  });
  afterAll(async () => await one?.stop());
  const stated = it.runIf(start !== null);

  async function read(cursor: string | null = null) {
    const found = await one.look(cursor);
    if (found.isSame) throw new Error('nothing was read');
    const spans = found.spans.map(({ from, to }) => `${from}-${to}`).toSorted();
    return { spans, own: found.own ?? [], cursor: found.cursor };
  }
  /** When our events of one name begin. */
  async function standing(name: string): Promise<number[]> {
    const { own } = await read();
    return own.filter((event) => event.name === name).map(({ from }) => from);
  }

  stated('has one event however often it is put', async () => {
    const event = eventOf(1);
    const placed = await one.put(event);
    expect((await one.put(event)).ref).toBe(placed.ref);
    expect((await one.put(event, placed)).ref).toBe(placed.ref);
    expect(await standing(one.nameOf(event, placed))).toEqual([event.from]);
    await one.remove(event.key);
  });

  stated('has one event where the answer to the first was lost', async ({ skip }) => {
    if (one.losing === null) return skip('its answers cannot be lost');
    const event = eventOf(2);
    await expect(one.losing(event)).rejects.toMatchObject({ outcome: 'retryable' });
    const placed = await one.put(event);
    expect(await standing(one.nameOf(event, placed))).toEqual([event.from]);
    await one.remove(event.key);
  });

  stated('has one event when two writers put it at once: the newer', async () => {
    const event = eventOf(3);
    const later = movedTo(event, 2, 4);
    const [placed] = await Promise.all([one.put(event), one.put(later)]);
    expect(await standing(one.nameOf(event, placed))).toEqual([later.from]);
    await one.remove(event.key);
  });

  stated('keeps what is newer from whoever knows an older state alone', async () => {
    const event = eventOf(5, { sequence: 5 });
    const placed = await one.put(event);
    const newer = movedTo(event, 7, 6);
    await one.put(newer, placed);
    await one.put(movedTo(event, 6, 7), placed);
    const name = one.nameOf(event, placed);
    expect(await standing(name)).toEqual([newer.from]);
    const newest = movedTo(event, 8, 8);
    await one.put(newest, placed);
    expect(await standing(name)).toEqual([newest.from]);
    await one.remove(event.key);
  });

  stated('has an event again that was deleted there, and lets it go calmly any number of times', async () => {
    const event = eventOf(9);
    const placed = await one.put(event);
    await one.deleteThere(event, placed);
    const again = await one.put({ ...event, sequence: 2 }, placed);
    const name = one.nameOf(event, again);
    expect(await standing(name)).toEqual([event.from]);
    expect(await one.remove(event.key, again)).toBe('removed');
    expect(await one.remove(event.key, again)).toBe('already_gone');
    expect(await one.remove(event.key)).toBe('already_gone');
    expect(await standing(name)).toEqual([]);
  });

  stated('says at once whether an event is there, however soon after it was put or deleted', async () => {
    const event = eventOf(12);
    expect(await one.isThere(event.key)).toBe(false);
    const placed = await one.put(event);
    expect(await one.isThere(event.key)).toBe(true);
    await one.deleteThere(event, placed);
    expect(await one.isThere(event.key)).toBe(false);
  });

  stated('takes the time of others and none of ours, the same by a lost cursor as by none', async () => {
    const before = await read();
    const event = eventOf(10);
    await one.put(event);
    const { from } = eventOf(11);
    const remove = await one.addForeign(from, from + hour);
    const whole = await read(before.cursor);
    expect(whole.spans.filter((span) => !before.spans.includes(span))).toEqual([`${from}-${from + hour}`]);
    expect((await read('nobody knows this')).spans).toEqual(whole.spans);
    expect(await one.look(whole.cursor)).toEqual({ isSame: true });
    await remove();
    expect((await read(whole.cursor)).spans).toEqual(before.spans);
    await one.remove(event.key);
  });

  stated('is never free where it cannot be read', async () => {
    await expect(one.lookAway()).rejects.toMatchObject({ outcome: 'gone' });
  });

  stated('says in no error what opens it, or whose it is', async ({ skip }) => {
    if (one.lookRefused === null) return skip('it lets everybody in');
    const error = await one.lookRefused().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ outcome: 'auth' });
    const said = inspect(error, { depth: 10, showHidden: true });
    for (const secret of one.secrets) expect(said).not.toContain(secret);
  });
});
