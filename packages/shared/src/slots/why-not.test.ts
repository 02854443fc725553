import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../test/test-scenarios.ts';
import { CELL_MS } from './cells.ts';
import { canSeat } from './free-slots.oracle.ts';
import { freeStarts } from './free-slots.ts';
import { alwaysAtWork } from './replacement.ts';
import { withResources } from './resources.ts';
import type { PersonRules, SlotQuestion } from './slot-question.ts';
import { monday, person, question } from './test-questions.ts';
import { type PersonReason, type StartReasons, whyNot } from './why-not.ts';

const settings = { numRuns: 150, interruptAfterTimeLimit: 6_000, markInterruptAsFailure: false };
const minute = 60_000;

describe('why a start is not offered', () => {
  it('says of every cell whether it is listed, and names a reason for each that is not, without which it would be', () => {
    fc.assert(
      fc.property(scenarios(), ({ q, span }) => {
        const listed = new Set(freeStarts(q, span));
        for (let at = Math.ceil(span.from / CELL_MS) * CELL_MS; at < span.to; at += CELL_MS) {
          const found = whyNot(q, at);
          expect(found.isOffered).toBe(listed.has(at));
          if (found.isOffered) {
            expect([found.start, found.groups]).toEqual([[], []]);
            continue;
          }
          const isNamed = found.start.length > 0 || found.groups.some(isSaid);
          expect(isNamed).toBe(true);
          expect(whyNot(without(q, found), at).isOffered).toBe(true);
        }
      }),
      settings,
    );
  });

  it('names nothing that is not in the way: each reason alone, with all others away, keeps the start from the list', () => {
    fc.assert(
      fc.property(scenarios(), fc.nat(4000), ({ q, span }, offset) => {
        const at = Math.ceil(span.from / CELL_MS) * CELL_MS + offset * CELL_MS;
        const found = whyNot(q, at);
        for (const start of found.start) {
          const others = { ...found, start: found.start.filter((one) => one !== start) };
          expect(whyNot(without(q, others), at).start).toContain(start);
        }
        for (const { people } of found.groups) {
          for (const one of people.flatMap(({ personId, reasons }) =>
            reasons.map((reason) => ({ personId, reason })),
          )) {
            const rules = q.people.find(({ personId }) => personId === one.personId);
            if (rules === undefined) continue;
            const left = people.find(({ personId }) => personId === one.personId)?.reasons ?? [];
            const alone = left.filter((reason) => reason !== one.reason).reduce(relieved, rules);
            const asked = {
              ...withFreeStep(
                q,
                left.filter((reason) => reason !== one.reason),
              ),
              people: [alone],
            };
            const panel = q.panel.flatMap((group) =>
              group.anyOf.includes(one.personId) && !group.optional ? [group] : [],
            );
            const single = panel.map(({ skills }) => ({ anyOf: [one.personId], count: 1, skills }));
            const kept = single.some((group) => !whyNot({ ...asked, panel: [group, ...padding(q)] }, at).isOffered);
            expect(kept).toBe(true);
          }
        }
      }),
      settings,
    );
  });

  it('tells a clash from time kept free beside a meeting, and names the claim', () => {
    const claim = (from: number) => ({ startsAt: monday + from * minute, endsAt: monday + (from + 30) * minute });
    const busy = [
      { ...claim(30), beforeMinutes: 0, afterMinutes: 0, claim: 'over' },
      { ...claim(70), beforeMinutes: 15, afterMinutes: 0, claim: 'near' },
      { ...claim(90), beforeMinutes: 15, afterMinutes: 0, claim: 'far' },
    ];
    const { groups } = whyNot(question([person('ada', { busy })], [{ anyOf: ['ada'], count: 1 }]), monday);
    expect(reasonsIn(groups)).toMatchObject([
      { because: 'busy', claim: { claim: 'over' } },
      { because: 'buffer', claim: { claim: 'near' } },
    ]);
  });

  it('tells whose hours they are: of the week, of one date, or of a rule that recurs', () => {
    const date = { overrides: [{ date: '2027-03-01', ranges: [] }] };
    const rule = { recurring: [{ days: [Math.floor(monday / 86_400_000)], ranges: [], effect: 'replaces' as const }] };
    const hoursOf = (rules: Partial<PersonRules>, at = monday) => {
      const { groups } = whyNot(question([person('ada', rules)], [{ anyOf: ['ada'], count: 1 }]), at);
      return reasonsIn(groups);
    };
    expect(hoursOf(date)).toEqual([{ because: 'hours', of: 'date' }]);
    expect(hoursOf(rule)).toEqual([{ because: 'hours', of: 'recurring' }]);
    expect(hoursOf({}, monday + 12 * 60 * minute)).toEqual([{ because: 'hours', of: 'weekly' }]);
  });

  it('names the seat of a room that is in use beside people who are free', () => {
    const use = { seat: 0, startsAt: monday, endsAt: monday + 60 * minute, beforeMinutes: 0, afterMinutes: 0 };
    const room = { resourceId: 'res_x', capacity: 1, uses: [{ ...use, claim: 'rsv' }] };
    const alone = question([person('ada')], [{ anyOf: ['ada'], count: 1 }]);
    const { groups } = whyNot(withResources(alone, [{ anyOf: ['res_x'], count: 1 }], [room]), monday);
    expect(groups).toMatchObject([
      {
        group: 1,
        missing: 1,
        people: [{ personId: 'res_x#0', reasons: [{ because: 'busy', claim: { claim: 'rsv' } }] }],
      },
    ]);
  });
});

const reasonsIn = (groups: StartReasons['groups']) =>
  groups.flatMap(({ people }) => people.flatMap(({ reasons }) => reasons));

const isSaid = ({ missing, people }: StartReasons['groups'][number]) =>
  missing > 0 || people.some(({ reasons }) => reasons.length > 0);

// Keeps the grid of the company where the question has it: a panel of any one person has that person's own.
const padding = ({ panel }: SlotQuestion) => {
  const required = panel.filter(({ optional }) => !optional);
  return required.length === 1 && required[0]?.count === 1 ? [] : [{ anyOf: ['nobody'], count: 0 }];
};

const withFreeStep = (q: SlotQuestion, reasons: readonly PersonReason[]): SlotQuestion =>
  reasons.some(({ because }) => because === 'step') ? { ...q, stepMinutes: 5 } : q;

function relieved(rules: PersonRules, reason: PersonReason): PersonRules {
  switch (reason.because) {
    case 'skill':
      return { ...rules, skills: [...(rules.skills ?? []), ...reason.skills] };
    case 'hours':
      return alwaysAtWork(rules);
    case 'notice':
      return { ...rules, earliestAt: undefined };
    case 'busy':
    case 'buffer':
      return { ...rules, busy: rules.busy.filter((claim) => claim !== reason.claim) };
    case 'day_cap':
      return { ...rules, caps: { ...rules.caps, perDay: null } };
    case 'week_cap':
      return { ...rules, caps: { ...rules.caps, perWeek: null } };
    default:
      return rules;
  }
}

/** The question without what was named: bounds, rules of people, people who are away for good, seats too many. */
function without(q: SlotQuestion, { start, groups }: StartReasons): SlotQuestion {
  const named = groups.flatMap(({ people }) => people);
  const reasons = new Map(Map.groupBy(named, ({ personId }) => personId));
  const reasonsFor = (personId: string) => reasons.get(personId)?.flatMap((one) => one.reasons) ?? [];
  const known = q.people.map((rules) => reasonsFor(rules.personId).reduce(relieved, rules));
  const gone = [...reasons.keys()].filter((personId) =>
    reasonsFor(personId).some(({ because }) => because === 'inactive'),
  );
  const back = gone.map((personId) => alwaysAtWork({ ...person(personId), skills: ['sql', 'ux'] }));
  const relievedQuestion: SlotQuestion = {
    ...withFreeStep(
      q,
      named.flatMap((one) => one.reasons),
    ),
    ...(start.includes('notice') ? { earliestAt: Number.NEGATIVE_INFINITY } : {}),
    ...(start.includes('window') ? { latestAt: Number.POSITIVE_INFINITY } : {}),
    people: [...known, ...back],
  };
  // A group that names fewer people than it needs, or whose people others need, has somebody more for each seat it lacks.
  const more = groups.flatMap(({ group, missing }) =>
    Array.from({ length: missing }, (_, n) => ({ group, id: `more-${group}-${n}` })),
  );
  const helpers = more.map(({ id }) => alwaysAtWork({ ...person(id), skills: ['sql', 'ux'], zone: q.gridZone }));
  const panel = q.panel.map((group, index) => ({
    ...group,
    anyOf: [...group.anyOf, ...more.filter((one) => one.group === index && mustGrow(q)).map(({ id }) => id)],
  }));
  const people = [...relievedQuestion.people, ...helpers];
  // Whoever is put in for them knows no steps.
  if (back.length + helpers.length > 0) return { ...relievedQuestion, stepMinutes: 5, people, panel };
  if (!start.includes('nobody')) return { ...relievedQuestion, people, panel };
  const anyone = alwaysAtWork(person('anyone'));
  return {
    ...relievedQuestion,
    stepMinutes: 5,
    people: [...people, anyone],
    panel: [...panel, { anyOf: ['anyone'], count: 1 }],
  };
}

// Only where distinct people are too few, or else taking the reasons away has to be enough.
function mustGrow({ panel }: SlotQuestion): boolean {
  const required = panel.filter(({ optional }) => !optional);
  return !canSeat(required.flatMap(({ anyOf, count }) => Array.from({ length: count }, () => anyOf)));
}
