import { canonicalZone, localOf, offsetAt } from '@interlude/shared/time/time-zone';
import { zoneRows } from '@interlude/shared/time/zone-table.gen';
import { offsetText } from '@interlude/shared/time/zone-text';
import { createMemo, createSignal, createUniqueId, For, onMount, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { dateInstant } from '../time/formats.models.ts';
import { deviceZone } from './zone-choice.ts';
import { searchZones, type ZoneEntry, zoneEntries } from './zone-search.models.ts';

interface ZonePickerProps {
  readonly present: string;
  /** The instant whose offset is shown, epoch milliseconds. */
  readonly at: number;
  readonly now: number;
  readonly onChoose: (zone: string) => void;
  readonly onClose: () => void;
}

const mostShown = 50;

/** Finds a zone by city, country or an old name: an editable combobox with a list box. (ARIA Authoring Practices) */
export function ZonePicker(props: ZonePickerProps) {
  const { t, locale, formats } = useI18n();
  const entries = zoneEntries(namesByZone(), countriesByZone(locale().formats), formats().placeOf);
  const [typed, setTyped] = createSignal('');
  const [active, setActive] = createSignal(0);
  const id = createUniqueId();
  let input: HTMLInputElement | undefined;
  onMount(() => input?.focus());

  const suggested = () => {
    const wanted = [canonicalZone(deviceZone() ?? ''), props.present, 'Etc/UTC'];
    return entries.filter(({ zone }) => wanted.includes(zone));
  };
  const shown = createMemo(() => (typed().trim() === '' ? suggested() : searchZones(entries, typed(), mostShown)));
  const activeId = () => (shown().length > 0 ? `${id}-${active()}` : undefined);

  function choose(entry: ZoneEntry | undefined) {
    if (entry) props.onChoose(entry.zone);
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = shown().length - 1;
    if (event.key === 'ArrowDown') setActive(Math.min(last, active() + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active() - 1));
    else if (event.key === 'Enter') choose(shown()[active()]);
    else if (event.key === 'Escape') props.onClose();
    else return;
    event.preventDefault();
    queueMicrotask(() => document.getElementById(activeId() ?? '')?.scrollIntoView({ block: 'nearest' }));
  }

  return (
    <div class="card appear mt-2 grid max-w-xl gap-2">
      <label for={id} class="font-medium">
        {t('zone.search')}
      </label>
      <input
        ref={input}
        id={id}
        class="input"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={shown().length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={activeId()}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p role="status" class={shown().length === 0 ? 'text-muted' : 'sr-only'}>
        {shown().length === 0 ? t('zone.none') : t('zone.results', { count: shown().length })}
      </p>
      <div id={`${id}-list`} role="listbox" aria-label={t('zone.search')} class="zone-list">
        <For each={shown()}>
          {(entry, i) => (
            <ZoneOption
              {...props}
              id={`${id}-${i()}`}
              entry={entry}
              isActive={active() === i()}
              onPick={() => choose(entry)}
            />
          )}
        </For>
      </div>
      <button type="button" class="button justify-self-start" onClick={() => props.onClose()}>
        {t('zone.close')}
      </button>
    </div>
  );
}

interface ZoneOptionProps extends ZonePickerProps {
  readonly id: string;
  readonly entry: ZoneEntry;
  readonly isActive: boolean;
  readonly onPick: () => void;
}

function ZoneOption(props: ZoneOptionProps) {
  const { t, formats } = useI18n();
  const time = () => {
    const { date, minuteOfDay } = localOf(props.entry.zone, props.now);
    return formats().time(dateInstant(date) + minuteOfDay * 60_000);
  };
  const note = () => {
    if (props.entry.zone === canonicalZone(deviceZone() ?? '')) return t('zone.detected');
    if (props.entry.zone === props.present) return t('zone.present');
    return props.entry.countries[0] ?? '';
  };
  return (
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      class="zone-option"
      data-is-active={props.isActive}
      aria-selected={props.entry.zone === props.present}
      // The focus stays in the text field, as the list box pattern wants it.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => props.onPick()}
      onKeyDown={(event) => event.key === 'Enter' && props.onPick()}
    >
      <span class="min-w-0">
        <bdi translate="no">{props.entry.place}</bdi>
        <Show when={note()}>
          <span class="text-muted">{` · ${note()}`}</span>
        </Show>
      </span>
      <span class="figures flex-none text-meta text-muted">
        {offsetText(offsetAt(props.entry.zone, props.at)) + formats().comma + t('zone.option.now', { time: time() })}
      </span>
    </div>
  );
}

function namesByZone(): Map<string, string[]> {
  const byZone = new Map<string, string[]>();
  for (const row of zoneRows) {
    for (const entry of row.slice(row.indexOf('|') + 1).split(' ')) {
      const [name = '', zone = name] = entry.split('=');
      const names = byZone.get(zone);
      if (names) names.push(name);
      else byZone.set(zone, [name]);
    }
  }
  return byZone;
}

type RegionLocale = Intl.Locale & { getTimeZones?: () => string[] | undefined; timeZones?: string[] };

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Countries by zone, as far as the browser knows; without that knowledge the own list of names has to do. */
function countriesByZone(tag: string): Map<string, string[]> {
  const byZone = new Map<string, string[]>();
  const names = new Intl.DisplayNames(tag, { type: 'region' });
  for (const region of letters.flatMap((one) => letters.map((other) => one + other))) {
    const locale: RegionLocale = new Intl.Locale(`und-${region}`);
    for (const name of locale.getTimeZones?.() ?? locale.timeZones ?? []) {
      const zone = canonicalZone(name);
      if (zone === null) continue;
      const countries = byZone.get(zone) ?? [];
      byZone.set(zone, [...countries, names.of(region) ?? region]);
    }
  }
  return byZone;
}
