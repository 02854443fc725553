import { For, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import type { TimelineEntry } from './timeline.models.ts';
import { doersOf, fits, type TimelineFilter, timelineKinds } from './timeline-filter.models.ts';

interface TimelineFiltersProps {
  readonly filter: TimelineFilter;
  readonly entries: readonly TimelineEntry[];
  /** Whether there are more than those, which are in no count then. */
  readonly isCut: boolean;
  readonly onChange: (filter: TimelineFilter) => void;
}

/** What of the timeline is shown: only what there is some of can be chosen. */
export function TimelineFilters(props: TimelineFiltersProps) {
  const { t } = useHr();
  const count = (kind: TimelineFilter['kind']) =>
    props.entries.filter((entry) => fits(entry, { kind, by: props.filter.by })).length;
  const kinds = () => [
    null,
    ...timelineKinds.filter(
      (kind) => kind === props.filter.kind || props.entries.some((one) => fits(one, { kind, by: null })),
    ),
  ];
  const doers = () => doersOf(props.entries);
  return (
    <search class="filters timeline-filters no-print" aria-label={t('time.show')}>
      <For each={kinds()}>
        {(kind) => (
          <label class="pill">
            <input
              type="radio"
              class="sr-only"
              name="timeline-kind"
              checked={props.filter.kind === kind}
              onChange={() => props.onChange({ ...props.filter, kind })}
            />
            {t(`time.show.${kind ?? 'all'}`)}
            <Show when={!props.isCut}>
              <span class="muted">{count(kind)}</span>
            </Show>
          </label>
        )}
      </For>
      <Show when={doers().length > 1 || props.filter.by !== null}>
        <label class="pill" classList={{ 'pill-set': props.filter.by !== null }}>
          {t('time.doer')}
          <select
            class="pill-select"
            onChange={({ currentTarget }) => props.onChange({ ...props.filter, by: currentTarget.value || null })}
          >
            <option value="">{t('time.doer.all')}</option>
            <For each={doers()}>
              {(doer) => (
                <option value={doer.by} selected={doer.by === props.filter.by}>
                  {doer.name ?? t('time.doer.candidate')}
                </option>
              )}
            </For>
          </select>
        </label>
      </Show>
    </search>
  );
}
