import { A } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Banner } from '../../ui/banner.tsx';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import type { Availability } from './availability.queries.ts';
import { type AvailabilityForm, createAvailabilityForm } from './availability-form.ts';
import { weekdays } from './hours-text.models.ts';
import { RecurringFields } from './recurring-fields.tsx';

// 1 January 2024 was a Monday.
const aMonday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Weekly hours, dates of their own, and what the person demands of every meeting; nothing is saved over bookings unseen. */
export function HoursForm(props: { readonly known: Availability }) {
  const { t, text, say } = useHr();
  const queries = useQueryClient();
  // A form stands for one answer; the page makes a new one for the next.
  const form = createAvailabilityForm(props.known);
  const [outside, setOutside] = createSignal<readonly { interviewId: string; startsAt: string }[]>([]);
  const sent = createSubmit(
    async () => {
      const found = outside().length > 0 ? [] : await form.impact();
      setOutside(found);
      if (found.length > 0) return false;
      await form.save();
      return true;
    },
    async (isSaved) => {
      if (!isSaved) return;
      say({ text: t('hours.saved') });
      await queries.invalidateQueries({ queryKey: ['availability'] });
    },
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    form.tryOut();
    if (form.isComplete()) void sent.submit();
  }

  return (
    <form class="stack" novalidate onSubmit={submit} onInput={() => setOutside([])}>
      <Week form={form} />
      <Overrides form={form} />
      <RecurringFields form={form} />
      <Settings form={form} />
      <Show when={outside().length > 0}>
        <Banner tone="warn" role="alert">
          {t('hours.outside', { count: outside().length })}
          <ul>
            <For each={outside()}>
              {({ interviewId, startsAt }) => (
                <li>
                  <A class="link" href={`/hr/interviews/${interviewId}`}>
                    {text().when(Date.parse(startsAt))}
                  </A>
                </li>
              )}
            </For>
          </ul>
        </Banner>
      </Show>
      <ProblemBanner problem={sent.problem()} />
      <div>
        <button type="submit" class="button button-primary" aria-disabled={sent.isBusy()}>
          {t(outside().length > 0 ? 'hours.save.anyway' : 'hours.save')}
        </button>
      </div>
    </form>
  );
}

interface FormProps {
  readonly form: AvailabilityForm;
}

function Week(props: FormProps) {
  const { t } = useHr();
  const { formats } = useI18n();
  return (
    <fieldset class="field">
      <legend>{t('hours.week')}</legend>
      <p class="field-hint">{t('hours.week.hint')}</p>
      <TextField
        label={t('hours.zone')}
        value={props.form.draft.zone}
        onInput={(text) => props.form.setDraft('zone', text)}
      />
      <div class="field-pair">
        <For each={weekdays}>
          {(day) => (
            <TextField
              label={formats().weekday(aMonday + (day - 1) * dayMs)}
              value={props.form.draft.week[day]}
              onInput={(text) => props.form.setDraft('week', day, text)}
              error={props.form.isShownWrong(props.form.isWrong.day(day)) ? t('hours.wrong') : null}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}

function Overrides(props: FormProps) {
  const { t } = useHr();
  const id = createUniqueId();
  const isWrong = () => props.form.isShownWrong(props.form.isWrong.overrides());
  return (
    <div class="field">
      <label for={id}>{t('hours.dates')}</label>
      <textarea
        id={id}
        class="input"
        rows="4"
        value={props.form.draft.overrides}
        aria-invalid={isWrong()}
        aria-describedby={`${id}-note`}
        onInput={(event) => props.form.setDraft('overrides', event.currentTarget.value)}
      />
      <p id={`${id}-note`} class={isWrong() ? 'field-error' : 'field-hint'}>
        {t(isWrong() ? 'hours.dates.wrong' : 'hours.dates.hint')}
      </p>
    </div>
  );
}

function Settings(props: FormProps) {
  const { t } = useHr();
  return (
    <fieldset class="field">
      <legend>{t('hours.settings')}</legend>
      <p class="field-hint">{t('hours.settings.hint')}</p>
      <div class="field-pair">
        <For each={['before', 'after', 'notice'] as const}>
          {(name) => (
            <TextField
              label={t(`hours.${name}`)}
              value={props.form.draft[name]}
              isShort
              isNumeric
              onInput={(text) => props.form.setDraft(name, text)}
              error={props.form.isShownWrong(props.form.isWrong[name]()) ? t(`hours.${name}.wrong`) : null}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}
