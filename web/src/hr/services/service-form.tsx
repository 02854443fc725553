import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { api } from '../../api.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { peopleQuery } from '../invite/invite.queries.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import type { HrAnswers } from '../session/session.queries.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogFoot, ProblemBanner } from '../shell/dialog-parts.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import {
  type DraftProblem,
  draftOf,
  emptyDraft,
  inputOf,
  type MeetingProvider,
  meetingCodes,
  problemsOf,
  type ServiceDraft,
} from './service-draft.models.ts';
import type { Service } from './services.queries.ts';

type Person = HrAnswers['people']['list'][number];

interface ServiceFormProps {
  /** Null for a new one. */
  readonly present: Service | null;
  readonly onClose: () => void;
}

/** Everything the public sees of a service, and who gives it. */
export function ServiceForm(props: ServiceFormProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const { present } = props;
  const [draft, setDraft] = createStore<ServiceDraft>(present === null ? emptyDraft : draftOf(present));
  const [isTried, setTried] = createSignal(false);
  const wrong = (what: DraftProblem) => isTried() && problemsOf(draft).includes(what);
  const errorOf = (what: DraftProblem) => (wrong(what) ? t(`service.${what}.wrong`) : null);
  const sent = createSubmit(
    () =>
      present === null
        ? api.services.create.mutate(inputOf(draft, null))
        : api.services.update.mutate({ ...inputOf(draft, present), serviceId: present.serviceId }),
    async ({ name }) => {
      props.onClose();
      say({ text: t(present === null ? 'services.created' : 'services.saved', { name }) });
      await queries.invalidateQueries({ queryKey: ['services'] });
    },
  );
  let form: HTMLFormElement | undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (problemsOf(draft).length === 0) void sent.submit();
    else queueMicrotask(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  return (
    <form ref={form} class="stack" novalidate onSubmit={submit}>
      <TextField
        label={t('service.name')}
        value={draft.name}
        onInput={(name) => setDraft({ name })}
        error={errorOf('name')}
      />
      <Description value={draft.description} onInput={(description) => setDraft({ description })} />
      <div class="field-pair">
        <TextField
          label={t('service.minutes')}
          value={draft.minutes}
          onInput={(minutes) => setDraft({ minutes })}
          error={errorOf('minutes')}
          isShort
          isNumeric
        />
        <TextField
          label={t('service.price')}
          value={draft.amount}
          onInput={(amount) => setDraft({ amount })}
          error={errorOf('price')}
          isShort
        />
        <TextField
          label={t('service.currency')}
          value={draft.currency}
          onInput={(currency) => setDraft({ currency: currency.toUpperCase() })}
          error={errorOf('currency')}
          isShort
        />
      </div>
      <Where draft={draft} onChange={setDraft} errorOf={errorOf} />
      <Providers
        chosen={draft.providerIds}
        onChange={(providerIds) => setDraft({ providerIds })}
        error={errorOf('providers')}
      />
      <TextField
        label={t('service.times')}
        value={draft.times}
        onInput={(times) => setDraft({ times })}
        error={errorOf('times')}
        isNumeric
      />
      <label class="check">
        <input
          type="checkbox"
          checked={draft.isPublic}
          onChange={(event) => setDraft({ isPublic: event.currentTarget.checked })}
        />
        {t('service.isPublic')}
      </label>
      <ProblemBanner problem={sent.problem()} />
      <DialogFoot
        label={t(present === null ? 'services.create' : 'services.save')}
        isBusy={sent.isBusy()}
        onClose={props.onClose}
      />
    </form>
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

interface WhereProps {
  readonly draft: ServiceDraft;
  readonly onChange: (part: Partial<ServiceDraft>) => void;
  readonly errorOf: (what: DraftProblem) => string | null;
}

function Where(props: WhereProps) {
  const { t } = useHr();
  const { t: common } = useI18n();
  const id = createUniqueId();
  const isMet = () => props.draft.provider === 'in_person';
  const choose = (code: string) => {
    const provider: MeetingProvider = meetingCodes.find((one) => one === code) ?? 'in_person';
    props.onChange({ provider });
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

interface ProvidersProps {
  readonly chosen: readonly string[];
  readonly onChange: (providerIds: string[]) => void;
  readonly error: string | null;
}

function Providers(props: ProvidersProps) {
  const { t } = useHr();
  const people = useQuery(peopleQuery);
  const maySit = ({ active, roles }: Person) =>
    active && roles.some((role) => role === 'interviewer' || role === 'hiring_manager');
  const toggle = (personId: string, isIn: boolean) => {
    const others = props.chosen.filter((one) => one !== personId);
    props.onChange(isIn ? [...others, personId] : others);
  };
  return (
    <fieldset class="field">
      <legend>{t('service.providers')}</legend>
      <Show when={props.error}>
        {(error) => (
          <p role="alert" class="field-error">
            {error()}
          </p>
        )}
      </Show>
      <Panel query={people} skeleton={<RowsSkeleton rows={2} />}>
        {(all) => (
          <For each={all().filter((person) => maySit(person) || props.chosen.includes(person.personId))}>
            {(person) => (
              <label class="check">
                <input
                  type="checkbox"
                  checked={props.chosen.includes(person.personId)}
                  aria-invalid={props.error !== null}
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
