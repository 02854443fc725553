import { until } from '@interlude/dev-stack/until-ready';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { followUpEvents } from './follow-up-events.ts';

it('acts on a bounce behind any number of events that fail again and again', async () => {
  const all = Array.from({ length: 350 }, (_, n) => ({ id: `evt_${n}`, sk: n < 349 ? 'fails' : null, type: 'Bounce' }));
  const handled: string[] = [];
  const events = {
    listUnhandled: async (limit: number, skip: number) =>
      all.filter(({ id }) => !handled.includes(id)).slice(skip, skip + limit),
    markHandled: async (id: string) => void handled.push(id),
  };
  const ledger = { find: async () => Promise.reject(new Error('planted')) };
  const following = followUpEvents({ events, ledger, log: pino({ level: 'silent' }) } as never);
  await until('the bounce is acted on', async () => handled.length > 0, { everyMs: 10 });
  await following.stop();
  expect(handled).toEqual(['evt_349']);
});

it('stops after the event that is at work, however many wait', async () => {
  const { promise: isAtWork, resolve: begin } = Promise.withResolvers<void>();
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const looked: string[] = [];
  const events = {
    listUnhandled: async () => ['first', 'second', 'third'].map((id) => ({ id, sk: id, type: 'Bounce' })),
    markHandled: async () => undefined,
  };
  const ledger = {
    find: async (sk: string) => {
      looked.push(sk);
      begin();
      await mayEnd;
      throw new Error('planted');
    },
  };
  const following = followUpEvents({ events, ledger, log: pino({ level: 'silent' }) } as never);
  await isAtWork;
  const stopped = following.stop();
  end();
  await stopped;
  expect(looked).toEqual(['first']);
});
