import { parseDuration } from '@interlude/shared/time/duration';
import { createMemo, createSignal } from 'solid-js';
import { createStore } from 'solid-js/store';
import { createIntent } from '../../idempotency.ts';
import { api } from '../session/staff-api.ts';
import type { Availability } from './availability.queries.ts';
import {
  minutesFrom,
  noticeFrom,
  overridesFrom,
  overridesText,
  rangesFrom,
  rangesText,
  type Weekday,
  weekdays,
} from './hours-text.models.ts';
import { newDraft, type RecurringDraft, recurringDraft, recurringFrom, recurringProblems } from './recurring.models.ts';

const hourMs = 3_600_000;

export type AvailabilityForm = ReturnType<typeof createAvailabilityForm>;

export function createAvailabilityForm(known: Availability) {
  const { before, after, notice } = settingsText(known);
  const [draft, setDraft] = createStore({
    zone: known.zone,
    week: Object.fromEntries(weekdays.map((day) => [day, weekText(known, day)])) as Record<Weekday, string>,
    overrides: overridesText(known.overrides),
    recurring: known.recurring.map(recurringDraft),
    before,
    after,
    notice,
  });
  const [isTried, setTried] = createSignal(false);
  const intent = createIntent();
  const isWrong = {
    day: (day: Weekday) => rangesFrom(draft.week[day]) === null,
    overrides: () => overridesFrom(draft.overrides) === null,
    before: () => minutesFrom(draft.before) === null,
    after: () => minutesFrom(draft.after) === null,
    notice: () => noticeFrom(draft.notice) === null,
  };
  const isComplete = createMemo(
    () =>
      !weekdays.some(isWrong.day) &&
      !isWrong.overrides() &&
      !draft.recurring.some((one) => recurringProblems(one).length > 0) &&
      !isWrong.before() &&
      !isWrong.after() &&
      !isWrong.notice(),
  );
  const wish = () => {
    const buffers = { beforeMinutes: minutesFrom(draft.before) ?? 0, afterMinutes: minutesFrom(draft.after) ?? 0 };
    return {
      personId: known.personId,
      zone: draft.zone.trim(),
      weekly: weekdays.flatMap((weekday) =>
        (rangesFrom(draft.week[weekday]) ?? []).map((range) => ({ weekday, ...range })),
      ),
      overrides: (overridesFrom(draft.overrides) ?? []).map(({ date, ranges }) => ({ date, ranges: [...ranges] })),
      recurring: draft.recurring.map(recurringFrom).map(({ ranges, exceptions, ...one }) => ({
        ...one,
        ranges: [...ranges],
        exceptions: [...exceptions],
      })),
      settings: {
        buffers: buffers.beforeMinutes + buffers.afterMinutes === 0 ? null : buffers,
        // An untouched value is sent as it was read, because a calendar day is not 24 hours.
        minimumNotice:
          draft.notice === notice ? known.settings.minimumNotice : (noticeFrom(draft.notice)?.notice ?? null),
      },
    };
  };
  return {
    personId: known.personId,
    draft,
    setDraft,
    addRecurring: () => setDraft('recurring', draft.recurring.length, newDraft(today())),
    changeRecurring: (index: number, part: Partial<RecurringDraft>) => setDraft('recurring', index, part),
    removeRecurring: (index: number) => setDraft('recurring', (all) => all.filter((_, n) => n !== index)),
    isShownWrong: (wrong: boolean) => isTried() && wrong,
    isWrong,
    isComplete,
    tryOut: () => setTried(true),
    /** The bookings that would lie outside these hours; nothing is saved. */
    impact: async () => (await api.availability.impact.query(wish())).outside,
    save: async () => {
      const given = { ...wish(), expectedVersion: known.version };
      const saved = await api.availability.save.mutate({ ...given, idempotencyKey: intent.keyFor(given) });
      intent.settled();
      return saved;
    },
  };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function weekText({ weekly }: Availability, day: Weekday): string {
  return rangesText(weekly.filter(({ weekday }) => weekday === day));
}

function settingsText({ settings }: Availability) {
  const duration = parseDuration(settings.minimumNotice ?? '');
  const hours = duration === null ? 0 : Math.round(duration.days * 24 + duration.ms / hourMs);
  const text = (count: number | undefined) => (count ? String(count) : '');
  return {
    before: text(settings.buffers?.beforeMinutes),
    after: text(settings.buffers?.afterMinutes),
    notice: text(hours),
  };
}
