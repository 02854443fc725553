import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { durationText } from '../words/duration-text.models.ts';
import { type ReminderRecipient, reminderLeads, reminderRecipients } from './invite.models.ts';
import { templatesQuery } from './invite.queries.ts';
import type { InviteForm } from './invite-form.ts';
import { TextField } from './text-field.tsx';

export function PolicyFields(props: { readonly form: InviteForm }) {
  const { t } = useHr();
  const { locale } = useI18n();
  const templates = useQuery(templatesQuery);
  const preset = () => {
    const chosen = (dataOf(templates) ?? []).find(({ templateId }) => templateId === props.form.draft.templateId);
    const days = chosen?.policy.invitationValidFor;
    return days === undefined
      ? t('invite.validFor.unset')
      : t('invite.validFor.default', { days: durationText(days, locale().formats) });
  };
  return (
    <details class="card">
      <summary class="summary hr-h2">{t('invite.policy')}</summary>
      <div class="stack policy">
        <p class="muted">{t('invite.policy.lead')}</p>
        <TextField
          label={t('invite.validFor')}
          value={props.form.draft.validForDays}
          onInput={(validForDays) => props.form.change({ validForDays })}
          hint={preset()}
          error={props.form.isWrong('validFor') ? t('invite.validFor.wrong') : null}
          isShort
          isNumeric
        />
        <label class="check">
          <input
            type="checkbox"
            checked={props.form.draft.hasOwnReminders}
            onChange={(event) => props.form.change({ hasOwnReminders: event.currentTarget.checked })}
          />
          {t('invite.reminders.own')}
        </label>
        <Show when={props.form.draft.hasOwnReminders}>
          <div class="field-pair">
            <For each={reminderRecipients}>{(to) => <Reminders form={props.form} to={to} />}</For>
          </div>
        </Show>
      </div>
    </details>
  );
}

function Reminders(props: { readonly form: InviteForm; readonly to: ReminderRecipient }) {
  const { t } = useHr();
  const { locale } = useI18n();
  const choice = () => props.form.draft.reminders[props.to];

  function change(part: Partial<ReturnType<typeof choice>>) {
    props.form.change({ reminders: { ...props.form.draft.reminders, [props.to]: { ...choice(), ...part } } });
  }

  function toggle(lead: string, isOn: boolean) {
    const others = choice().leads.filter((one) => one !== lead);
    change({ leads: reminderLeads.filter((one) => (one === lead ? isOn : others.includes(one))) });
  }

  return (
    <fieldset class="field">
      <legend>{t(`invite.reminders.${props.to}`)}</legend>
      <For each={reminderLeads}>
        {(lead) => (
          <label class="check">
            <input
              type="checkbox"
              checked={choice().leads.includes(lead)}
              onChange={(event) => toggle(lead, event.currentTarget.checked)}
            />
            {t('invite.reminders.before', { lead: durationText(lead, locale().formats) })}
          </label>
        )}
      </For>
      <TextField
        label={t('invite.reminders.more')}
        value={choice().more}
        onInput={(more) => change({ more })}
        error={props.form.isWrong(`more-${props.to}`) ? t('invite.reminders.wrong') : null}
        isShort
        isNumeric
      />
    </fieldset>
  );
}
