import { languageNames, languageOf, languages } from '@interlude/shared/language/languages';
import { createEffect, For, on, Show, useContext } from 'solid-js';
import { api } from '../api.ts';
import { InterviewContext } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { TimesContext, type TimesContextValue } from '../picking/times-context.ts';
import { Icon } from '../ui/icon.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { chosenTheme, ThemeSelect } from '../ui/theme-select.tsx';

const cycles = ['h12', 'h23'] as const;

// The table of zones is larger than the rest of the picker together, so it comes when asked for.
const ZonePicker = lazyPart(
  async () => (await import('./zone-picker.tsx')).ZonePicker,
  () => <div class="bone late mt-2 h-40" />,
);

/** How times and the page are shown, in one place: zone, clock, language, appearance. */
export function DisplayControl() {
  const { t, hourCycle, locale, formats } = useI18n();
  const times = useContext(TimesContext);
  const interviewId = useContext(InterviewContext)?.view().interviewId;
  let box: HTMLDetailsElement | undefined;
  const zone = () => (times ? t('display.zone', { place: formats().placeOf(times.zone()) }) : '');
  const language = () => languageNames[languageOf([locale().tag])?.language ?? 'en'];
  const parts = () =>
    [zone(), t(`hours.${hourCycle()}`), language(), t(`display.theme.${chosenTheme()}`)].filter((part) => part !== '');

  function setOpen(isOpen: boolean) {
    if (box) box.open = isOpen;
  }

  function close(opener: HTMLElement | null) {
    if (opener === null) return box?.querySelector('summary')?.focus();
    setOpen(false);
    opener.focus();
  }

  return (
    <details
      ref={box}
      class="display no-print"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || !box?.open) return;
        setOpen(false);
        close(null);
      }}
    >
      <summary class="button button-quiet display-now">
        <Icon name="globe" />
        <span>
          <span class="sr-only">{t('display.title')}: </span>
          {parts().join(' · ')}
        </span>
        <Icon name="down" />
      </summary>
      <div class="display-box">
        <Show when={times}>{(known) => <Zone times={known()} onOpen={() => setOpen(true)} onClose={close} />}</Show>
        <Clock interviewId={interviewId} />
        <LanguageSelect interviewId={interviewId} />
        <ThemeSelect />
      </div>
    </details>
  );
}

interface ZoneProps {
  readonly times: TimesContextValue;
  readonly onOpen: () => void;
  readonly onClose: (opener: HTMLElement | null) => void;
}

function Zone(props: ZoneProps) {
  const { t } = useI18n();
  const { zone, chooseZone, isZoneFixed, now, zoneWish, wishZone } = props.times;
  createEffect(on(zoneWish, (wish) => wish && props.onOpen()));

  // Back to where it was asked for; a button that has gone meanwhile, as the control's own, leaves it to the control.
  function close() {
    const opener = zoneWish()?.opener;
    wishZone(null);
    props.onClose(opener?.isConnected ? opener : null);
  }

  return (
    <Show when={!isZoneFixed()}>
      <Show
        when={zoneWish()}
        fallback={
          <button
            type="button"
            class="button button-quiet justify-self-start"
            onClick={({ currentTarget }) => wishZone({ opener: currentTarget, at: now() })}
          >
            {t('zone.change')}
          </button>
        }
      >
        {(wish) => (
          <ZonePicker
            present={zone()}
            at={wish().at}
            now={now()}
            onChoose={(chosen) => {
              chooseZone(chosen);
              close();
            }}
            onClose={close}
          />
        )}
      </Show>
    </Show>
  );
}

/** Shown by their own names, so that whoever cannot read the page finds theirs; saved with the interview for its emails. */
function LanguageSelect(props: { readonly interviewId: string | undefined }) {
  const { t, locale, chooseLanguage } = useI18n();

  async function choose(select: HTMLSelectElement) {
    const language = languages.find((one) => one === select.value);
    if (language === undefined) return;
    try {
      if (!(await chooseLanguage(language))) return;
    } catch {
      // Its sentences did not come: the page stays as it is, and the choice says so.
      select.value = locale().language;
      return;
    }
    const { interviewId } = props;
    if (interviewId === undefined) return;
    void api.candidate.setPreferences.mutate({ interviewId, locale: language }).catch(() => undefined);
  }

  return (
    <span class="inline-flex items-center text-muted">
      <Icon name="language" />
      <select
        class="small-select"
        aria-label={t('app.language')}
        value={locale().language}
        onChange={(event) => void choose(event.currentTarget)}
      >
        <For each={languages}>
          {(language) => (
            <option value={language} lang={language}>
              {languageNames[language]}
            </option>
          )}
        </For>
      </select>
    </span>
  );
}

/** 12 or 24 hours; saved with the interview, so that mails follow. */
function Clock(props: { readonly interviewId: string | undefined }) {
  const { t, hourCycle, chooseHourCycle } = useI18n();

  function choose(value: string) {
    const cycle = value === 'h12' ? 'h12' : 'h23';
    chooseHourCycle(cycle);
    const { interviewId } = props;
    if (interviewId === undefined) return;
    void api.candidate.setPreferences.mutate({ interviewId, hourCycle: cycle }).catch(() => undefined);
  }

  return (
    <span class="inline-flex items-center text-muted">
      <Icon name="clock" />
      <select
        class="small-select"
        aria-label={t('hours.label')}
        value={hourCycle()}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <For each={cycles}>{(cycle) => <option value={cycle}>{t(`hours.${cycle}`)}</option>}</For>
      </select>
    </span>
  );
}
