import { useQuery } from '@tanstack/solid-query';
import { createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { peopleQuery } from '../invite/invite.queries.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import type { HrAnswers } from '../session/session.queries.ts';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { type DraftProblem, type MeetingProvider, meetingCodes, type ServiceDraft } from './service-draft.models.ts';

type Person = HrAnswers['people']['list'][number];

export interface DraftFieldsProps {
  readonly draft: ServiceDraft;
  readonly onChange: (part: Partial<ServiceDraft>) => void;
  readonly errorOf: (what: DraftProblem) => string | null;
}

/** What it is, how long it takes and what it costs. */
export function BasicFields(props: DraftFieldsProps) {
  const { t } = useHr();
  return (
    <>
      <TextField
        label={t('service.name')}
        value={props.draft.name}
        onInput={(name) => props.onChange({ name })}
        error={props.errorOf('name')}
      />
      <Description value={props.draft.description} onInput={(description) => props.onChange({ description })} />
      <div class="field-triple">
        <TextField
          label={t('service.minutes')}
          value={props.draft.minutes}
          onInput={(minutes) => props.onChange({ minutes })}
          error={props.errorOf('minutes')}
          isNumeric
        />
        <TextField
          label={t('service.price')}
          value={props.draft.amount}
          onInput={(amount) => props.onChange({ amount })}
          error={props.errorOf('price')}
        />
        <TextField
          label={t('service.currency')}
          value={props.draft.currency}
          onInput={(currency) => props.onChange({ currency: currency.toUpperCase() })}
          error={props.errorOf('currency')}
        />
      </div>
    </>
  );
}

function Description(props: { readonly value: string; readonly onInput: (text: string) => void }) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{t('service.description')}</label>
      <textarea
        id={id}
        class="input"
        rows={3}
        maxlength={4_000}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </div>
  );
}

/** How people meet, and where. */
export function WhereFields(props: DraftFieldsProps) {
  const { t } = useHr();
  const { t: common } = useI18n();
  const id = createUniqueId();
  const isMet = () => props.draft.provider === 'in_person';
  const choose = (code: string) => {
    const provider: MeetingProvider = meetingCodes.find((one) => one === code) ?? 'in_person';
    // What is not shown any more must not be sent.
    props.onChange(provider === 'in_person' ? { provider, meetingUrl: '' } : { provider, venue: '' });
  };
  return (
    <div class="field-pair">
      <div class="field">
        <label for={id}>{t('service.where')}</label>
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
          <TextField
            label={t('service.meetingUrl')}
            value={props.draft.meetingUrl}
            onInput={(meetingUrl) => props.onChange({ meetingUrl })}
            error={props.errorOf('meetingUrl')}
          />
        }
      >
        <TextField
          label={t('service.venue')}
          value={props.draft.venue}
          onInput={(venue) => props.onChange({ venue })}
          error={props.errorOf('venue')}
        />
      </Show>
    </div>
  );
}

/** Who gives it: whoever interviews, and whoever is chosen already. */
export function ProviderFields(props: DraftFieldsProps) {
  const { t } = useHr();
  const people = useQuery(peopleQuery);
  const isChosen = ({ personId }: Person) => props.draft.providerIds.includes(personId);
  const maySit = ({ active, roles }: Person) =>
    active && roles.some((role) => role === 'interviewer' || role === 'hiring_manager');
  const toggle = (personId: string, isIn: boolean) => {
    const others = props.draft.providerIds.filter((one) => one !== personId);
    props.onChange({ providerIds: isIn ? [...others, personId] : others });
  };
  return (
    <fieldset class="field">
      <legend>{t('service.providers')}</legend>
      <Show when={props.errorOf('providers')}>
        {(error) => (
          <p role="alert" class="field-error">
            {error()}
          </p>
        )}
      </Show>
      <Panel query={people} skeleton={<RowsSkeleton rows={2} />}>
        {(all) => (
          <For each={all().filter((person) => maySit(person) || isChosen(person))}>
            {(person) => (
              <label class="check">
                <input
                  type="checkbox"
                  checked={isChosen(person)}
                  aria-invalid={props.errorOf('providers') !== null}
                  onChange={(event) => toggle(person.personId, event.currentTarget.checked)}
                />
                <bdi>{person.name}</bdi>
                <Show when={!person.active}>, {t('people.inactive')}</Show>
              </label>
            )}
          </For>
        )}
      </Panel>
    </fieldset>
  );
}
