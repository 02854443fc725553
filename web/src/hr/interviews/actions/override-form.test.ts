import { createRoot } from 'solid-js';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../api.ts';
import { createOverrideForm } from './override-form.ts';

const refused = (refusal: Extract<Problem, { kind: 'refused' }>['refusal']): Problem => ({ kind: 'refused', refusal });
const taken = (...overridable: ('cap' | 'hours' | 'time_off')[]) =>
  refused({ code: 'slot_taken', alternatives: [], ...(overridable.length > 0 ? { overridable } : {}) });
const form = () => createRoot(() => createOverrideForm());

describe('booking although a rule stands in the way', () => {
  it('is asked only for rules that the answer names, and sent only once it is wanted with a reason', () => {
    const override = form();
    override.learn(taken());
    expect(override.rules()).toEqual([]);
    override.learn(taken('time_off', 'hours'));
    expect(override.rules()).toEqual(['hours', 'time_off']);
    expect(override.input()).toEqual({});
    override.setWanted(true);
    expect(override.isMissing()).toBe(true);
    override.setCode('agreed');
    expect(override.isMissing()).toBe(false);
    const rules = ['hours', 'time_off'];
    expect(override.input()).toEqual({ override: { rules, reason: { code: 'agreed' } } });
    override.setWords(' They asked for it. ');
    expect(override.input()).toEqual({ override: { rules, reason: { code: 'agreed', text: 'They asked for it.' } } });
  });

  it('is asked anew for each rule that comes up after another one was agreed to', () => {
    const override = form();
    override.learn(refused({ code: 'interviewer_time_off', personId: 'per_1' }));
    override.setWanted(true);
    override.setCode('agreed');
    override.learn(refused({ code: 'interviewer_cap', personId: 'per_1' }));
    expect(override.rules()).toEqual(['cap', 'time_off']);
    expect(override.input()).toEqual({});
  });

  it('is never asked for the time off of somebody who is to give a group session', () => {
    const override = createRoot(() => createOverrideForm({ isSession: true }));
    override.learn(refused({ code: 'interviewer_time_off', personId: 'per_1' }));
    expect(override.rules()).toEqual([]);
    override.learn(refused({ code: 'interviewer_cap', personId: 'per_1' }));
    expect(override.rules()).toEqual(['cap']);
  });

  it('is over once somebody else has the time', () => {
    const override = form();
    override.learn(taken('cap'));
    override.setWanted(true);
    override.learn(taken());
    expect([override.rules(), override.isWanted()]).toEqual([[], false]);
    override.learn(taken('cap'));
    override.learn({ kind: 'offline' });
    expect(override.rules()).toEqual(['cap']);
  });
});
