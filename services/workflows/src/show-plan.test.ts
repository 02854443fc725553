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

    expect(detailsOf(todo)).toBe(`### scheduled

**Needs attention:** \`refused: start@1\`

- \`2026-11-22 08:54 UTC\` reminder to the candidate · being sent
- \`2026-11-22 09:54 UTC\` start the interview · refused, again at \`2026-11-22 08:55 UTC\``);
  });

  it('say when nothing comes by itself', () => {
    const todo = createObligations();
    todo.read(planOf({ ...facts, status: 'in_progress', items: [] }), 0);

    expect(detailsOf(todo)).toBe('### in_progress\n\n- waiting for a person');
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
