import { needsMeetingLink } from '@interlude/shared/booking/meeting-link';
import { createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { type BookableDraft, type BookableProblem, meetingCodes } from './draft.models.ts';

export interface DraftFieldsProps {
  readonly draft: BookableDraft;
  readonly onChange: (part: Partial<BookableDraft>) => void;
  readonly errorOf: (what: BookableProblem) => string | null;
}

export function NameField(props: DraftFieldsProps) {
  const { t } = useHr();
  return (
    <TextField
      label={t('draft.name')}
      value={props.draft.name}
      onInput={(name) => props.onChange({ name })}
      error={props.errorOf('name')}
    />
  );
}

export function MinutesField(props: DraftFieldsProps) {
  const { t } = useHr();
  return (
    <TextField
      label={t('draft.minutes')}
      value={props.draft.minutes}
      onInput={(minutes) => props.onChange({ minutes })}
      error={props.errorOf('minutes')}
      isNumeric
    />
  );
}

export function WhereFields(props: DraftFieldsProps) {
  const { t } = useHr();
  const { t: common } = useI18n();
  const id = createUniqueId();
  const isMet = () => props.draft.provider === 'in_person';
  const choose = (code: string) => {
    const provider = meetingCodes.find((one) => one === code) ?? 'in_person';
    // A field that is hidden now must not be sent.
    const hasLink = needsMeetingLink(provider);
    props.onChange({
      provider,
      ...(hasLink ? {} : { meetingUrl: '' }),
      ...(provider === 'in_person' ? {} : { venue: '' }),
    });
  };
  return (
    <>
      <div class="field-pair">
        <div class="field">
          <label for={id}>{t('draft.provider')}</label>
          <select id={id} class="input" onChange={(event) => choose(event.currentTarget.value)}>
            <For each={meetingCodes}>
              {(code) => (
                <option value={code} selected={code === props.draft.provider}>
                  {common(`provider.${code}`)}
                </option>
              )}
            </For>
          </select>
        </div>
        <Show
          when={isMet()}
          fallback={
            <Show when={props.draft.provider !== 'phone'} fallback={<CallerField {...props} />}>
              <TextField
                label={t('draft.meetingUrl')}
                value={props.draft.meetingUrl}
                onInput={(meetingUrl) => props.onChange({ meetingUrl })}
                error={props.errorOf('meetingUrl')}
              />
            </Show>
          }
        >
          <TextField
            label={t('draft.venue')}
            value={props.draft.venue}
            onInput={(venue) => props.onChange({ venue })}
            error={props.errorOf('venue')}
          />
        </Show>
      </div>
      <Show when={props.draft.provider === 'phone' && props.draft.caller === 'candidate'}>
        <div class="field-pair">
          <TextField
            label={t('draft.callNumber')}
            value={props.draft.callNumber}
            onInput={(callNumber) => props.onChange({ callNumber })}
            error={props.errorOf('callNumber')}
          />
          <TextField
            label={t('draft.callCode')}
            value={props.draft.callCode}
            onInput={(callCode) => props.onChange({ callCode })}
            error={props.errorOf('callCode')}
          />
        </div>
      </Show>
    </>
  );
}

const callers = ['company', 'candidate'] as const;

function CallerField(props: DraftFieldsProps) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{t('draft.caller')}</label>
      <select
        id={id}
        class="input"
        onChange={({ currentTarget: { value } }) =>
          props.onChange({ caller: callers.find((one) => one === value) ?? 'company' })
        }
      >
        <For each={callers}>
          {(caller) => (
            <option value={caller} selected={caller === props.draft.caller}>
              {t(`draft.caller.${caller}`)}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

export function StartsFields(props: DraftFieldsProps) {
  const { t } = useHr();
  return (
    <div class="field-triple">
      <TextField
        label={t('draft.step')}
        value={props.draft.step}
        onInput={(step) => props.onChange({ step })}
        error={props.errorOf('step')}
        isNumeric
      />
      <TextField
        label={t('draft.before')}
        value={props.draft.before}
        onInput={(before) => props.onChange({ before })}
        error={props.errorOf('before')}
        isNumeric
      />
      <TextField
        label={t('draft.after')}
        value={props.draft.after}
        onInput={(after) => props.onChange({ after })}
        error={props.errorOf('after')}
        isNumeric
      />
    </div>
  );
}

export function ZoneField(props: DraftFieldsProps) {
  const { t, me } = useHr();
  return (
    <TextField
      label={t('draft.zone')}
      value={props.draft.zone}
      placeholder={me().tenant.zone}
      onInput={(zone) => props.onChange({ zone })}
      error={props.errorOf('zone')}
    />
  );
}
