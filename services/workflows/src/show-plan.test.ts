import { describe, expect, it } from 'vitest';
import { createObligations } from './obligations.ts';
import { attributesOf, detailsOf } from './show-plan.ts';
import { command, message, planOf } from './test-portal.ts';

const facts = {
  status: 'scheduled',
  version: 3,
  rev: 7,
  scheduleRev: 1,
  settled: new Set<string>(),
  attention: null,
  onSend: null,
  onApply: null,
  after: null,
  beforePlan: null,
};
const at = Date.UTC(2026, 10, 22, 8, 54);

describe('the details in the workflow UI', () => {
  it('list what is still to be done, what is under way and what rests', () => {
    const todo = createObligations();
    const [reminder, start] = [message('reminder:PT1H@1', at), command('start', at + 3_600_000, 1)];
    const plan = planOf({ ...facts, items: [reminder, start] });
    todo.read(plan, 0);
    todo.begin(reminder);
    todo.answered(start, { applied: false, plan }, at);

    const trouble = { at, text: 'start the interview: a fault in the portal' };
    expect(detailsOf(todo, { since: at - 60_000, trouble })).toBe(`### scheduled

At work: reminder to the candidate. If that lasts, its pending activity says why. Since \`2026-11-22 08:53 UTC\`.

**Needs attention:** \`refused: start@1\`

**Went wrong last** at \`2026-11-22 08:54 UTC\`: start the interview: a fault in the portal

- \`2026-11-22 08:54 UTC\` reminder to the candidate · at work
- \`2026-11-22 09:54 UTC\` start the interview · booking does not agree that it is due, tried again at \`2026-11-22 08:55 UTC\`, or with the signal "replan"`);
  });

  it('say until when it waits, and when nothing comes by itself', () => {
    const todo = createObligations();
    todo.read(planOf({ ...facts, items: [command('start', at)] }), 0);
    const background = { since: 0, trouble: null };
    expect(detailsOf(todo, background)).toContain('Waits until `2026-11-22 08:54 UTC` to start the interview.');

    todo.read(planOf({ ...facts, status: 'in_progress', items: [] }), 0);

    expect(detailsOf(todo, background)).toBe('### in progress\n\nWaits for a person. Since `1970-01-01 00:00 UTC`.');
  });
});

describe('the search attributes', () => {
  it('name the next action by its kind, also while it is under way', () => {
    const todo = createObligations();
    const reminder = message('reminder:PT1H@1', at);
    todo.read(planOf({ ...facts, items: [reminder, command('start', at + 3_600_000)] }), 0);
    todo.begin(reminder);

    expect(attributesOf(todo)).toMatchObject({
      NextAction: 'reminder',
      NextActionAt: new Date(at),
      AttentionNeeded: false,
    });
  });

  it('of an interview that is gone are cleared', () => {
    const todo = createObligations();
    todo.read({ ...planOf({ ...facts, status: 'erased', items: [] }), over: true, attributes: null }, 0);

    const { AttentionNeeded, ...others } = attributesOf(todo);
    expect(AttentionNeeded).toBe(false);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });
});
