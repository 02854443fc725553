import { useQueryClient } from '@tanstack/solid-query';
import { createUniqueId, type ParentProps, Show } from 'solid-js';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { Each } from '../shell/each.tsx';
import { enCalendars } from '../words/en-calendars.ts';
import { usePartWords } from '../words/hr-words.tsx';
import type { CalendarConnection } from './calendars.queries.ts';
import { Refused } from './refused.tsx';

/** Which calendars of an account take time, and in which bookings stand. */
export function CalendarChoice(props: { readonly of: CalendarConnection }) {
  const w = usePartWords(enCalendars);
  const queries = useQueryClient();
  let change: Partial<Parameters<typeof api.calendars.choose.mutate>[0]> = {};
  const chosen = createSubmit(
    () => {
      const { connectionId, busyFrom, writeTo } = props.of;
      return api.calendars.choose.mutate({ connectionId, busyFrom, writeTo, ...change });
    },
    () => queries.invalidateQueries({ queryKey: ['calendars'] }),
  );
  const id = createUniqueId();
  const isFile = () => props.of.provider === 'ics';
  const writable = () =>
    props.of.calendars.filter((one) => one.isWritable !== false || one.calendarId === props.of.writeTo);
  const without = (id: string) => props.of.busyFrom.filter((one) => one !== id);
  function choose(changed: typeof change): void {
    change = changed;
    void chosen.submit();
  }
  return (
    <fieldset class="small" disabled={chosen.isBusy()}>
      <Show when={!isFile()}>
        <legend>{w('takes')}</legend>
      </Show>
      <Each of={props.of.calendars} by={({ calendarId }) => calendarId}>
        {(calendar) => (
          <>
            <Show when={!isFile()}>
              <Tick
                isOn={props.of.busyFrom.includes(calendar().calendarId)}
                onChange={(isBusy) => {
                  const { calendarId } = calendar();
                  choose({ busyFrom: [...without(calendarId), ...(isBusy ? [calendarId] : [])] });
                }}
              >
                <bdi>{calendar().name}</bdi>
              </Tick>
              <Show when={isLeftOut(props.of, calendar())}>
                <p class="field-error">{w('unread')}</p>
              </Show>
            </Show>
            <Show when={props.of.busyFrom.includes(calendar().calendarId)}>
              <Counted
                of={calendar()}
                isGoogle={props.of.provider === 'google'}
                onChange={(counts) => choose({ counts: { [calendar().calendarId]: counts } })}
              />
            </Show>
          </>
        )}
      </Each>
      <Show when={!isFile()}>
        <div class="field">
          <label for={id}>{w('writes')}</label>
          <select
            id={id}
            class="input"
            onChange={({ currentTarget }) => {
              const writeTo = currentTarget.value || null;
              currentTarget.value = props.of.writeTo ?? '';
              choose({ writeTo });
            }}
          >
            <option value="">{w('writes.none')}</option>
            <Each of={writable()} by={({ calendarId }) => calendarId}>
              {(calendar) => (
                <option value={calendar().calendarId} selected={calendar().calendarId === props.of.writeTo}>
                  {calendar().name}
                </option>
              )}
            </Each>
          </select>
        </div>
      </Show>
      <Refused problem={chosen.problem()} />
    </fieldset>
  );
}

/** It could not be read when its account was connected. */
export function isLeftOut(
  { busyFrom }: CalendarConnection,
  calendar: CalendarConnection['calendars'][number],
): boolean {
  return calendar.because !== null && !busyFrom.includes(calendar.calendarId);
}

/** A box that stays as it is until the change has been taken. */
function Tick(props: ParentProps<{ readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }>) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={({ currentTarget }) => {
          const isOn = currentTarget.checked;
          currentTarget.checked = !isOn;
          props.onChange(isOn);
        }}
      />{' '}
      {props.children}
    </label>
  );
}

type Kinds = CalendarConnection['calendars'][number]['counts'];

interface CountedProps {
  readonly of: CalendarConnection['calendars'][number];
  /** Which tells nobody's place of work as time. */
  readonly isGoogle: boolean;
  readonly onChange: (counts: Kinds) => void;
}

/** Which entries of a calendar take time that other people would let pass. */
function Counted(props: CountedProps) {
  const w = usePartWords(enCalendars);
  const kinds: Kinds = ['tentative', 'out_of_office', 'elsewhere'];
  const offered = () => (props.isGoogle ? kinds.slice(0, 2) : kinds);
  return (
    <details>
      <summary>{w('counts', { name: props.of.name })}</summary>
      <div class="action-row">
        <Each of={offered()} by={(kind) => kind}>
          {(kind) => (
            <Tick
              isOn={props.of.counts.includes(kind())}
              onChange={(isOn) =>
                props.onChange(kinds.filter((one) => (one === kind() ? isOn : props.of.counts.includes(one))))
              }
            >
              {w(`counts.${kind()}`)}
            </Tick>
          )}
        </Each>
      </div>
    </details>
  );
}
