import { mayInterview } from '@interlude/shared/booking/panel-rules';
import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { MinutesField, NameField } from '../drafts/draft-fields.tsx';
import { peopleQuery } from '../invite/invite.queries.ts';
import { LinesField, TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import type { HrAnswers } from '../session/session.queries.ts';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import type { ServiceDraft, ServiceProblem } from './service-draft.models.ts';

type Person = HrAnswers['people']['list'][number];

export interface DraftFieldsProps {
  readonly draft: ServiceDraft;
  readonly onChange: (part: Partial<ServiceDraft>) => void;
  readonly errorOf: (what: ServiceProblem) => string | null;
}

export function BasicFields(props: DraftFieldsProps) {
  const { t } = useHr();
  return (
    <>
      <NameField {...props} />
      <LinesField
        label={t('service.description')}
        value={props.draft.description}
        onInput={(description) => props.onChange({ description })}
        rows={3}
        error={props.errorOf('description')}
      />
      <div class="field-triple">
        <MinutesField {...props} />
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

export function ProviderFields(props: DraftFieldsProps) {
  const { t } = useHr();
  const people = useQuery(peopleQuery);
  const isChosen = ({ personId }: Person) => props.draft.providerIds.includes(personId);
  const maySit = (person: Person) => person.active && mayInterview(person);
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
