import type { PolicyInput } from '@interlude/shared/policy';
import { usualServicePolicy } from '@interlude/shared/service';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { api } from '../../api.ts';
import { AppointmentHrWords } from '../appointments/appointment-hr-words.tsx';
import { TextField } from '../invite/text-field.tsx';
import { appointmentFields } from '../policy/policy-draft.models.ts';
import { createPolicyForm } from '../policy/policy-form.ts';
import { PolicySection } from '../policy/policy-section.tsx';
import { settingsQuery } from '../policy/settings.queries.ts';
import { DemandFields } from '../resources/demand-fields.tsx';
import { demandProblem } from '../resources/resources.models.ts';
import { type Resource, resourcesQuery } from '../resources/resources.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { createSubmit } from '../session/submit.ts';
import { DialogFoot, ProblemBanner } from '../shell/dialog-parts.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { ServiceDetails } from './service-details.tsx';
import {
  type DraftProblem,
  draftOf,
  emptyDraft,
  inputFrom,
  refusedFields,
  type ServiceDraft,
} from './service-draft.models.ts';
import { BasicFields, ProviderFields, WhereFields } from './service-fields.tsx';
import type { Service } from './services.queries.ts';

interface ServiceFormProps {
  /** Null for a new one. */
  readonly present: Service | null;
  readonly onClose: () => void;
}

/** Everything there is to a service: what the public sees of it, who gives it and where, and its rules. */
export function ServiceForm(props: ServiceFormProps) {
  const settings = useQuery(settingsQuery);
  const resources = useQuery(resourcesQuery);
  return (
    <Panel query={settings} skeleton={<RowsSkeleton rows={6} />}>
      {(company) => (
        <Panel query={resources} skeleton={<RowsSkeleton rows={6} />}>
          {(all) => <Fields {...props} company={company().policy} resources={all()} />}
        </Panel>
      )}
    </Panel>
  );
}

interface FieldsProps extends ServiceFormProps {
  /** What is usual in the company. */
  readonly company: PolicyInput;
  readonly resources: readonly Resource[];
}

function createServiceForm(props: FieldsProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  // A form stands for one service; the page makes a new one for the next.
  const { present } = props;
  const [draft, setDraft] = createStore<ServiceDraft>(present === null ? emptyDraft : draftOf(present));
  const [isTried, setTried] = createSignal(false);
  const sent = createSubmit(
    async () => {
      const { input } = tried();
      if (input === null) throw new Error('a draft with problems');
      if (present === null) return await api.services.create.mutate(input);
      return await api.services.update.mutate({ ...input, serviceId: present.serviceId });
    },
    async ({ name }) => {
      props.onClose();
      say({ text: t(present === null ? 'services.created' : 'services.saved', { name }) });
      await queries.invalidateQueries({ queryKey: ['services'] });
    },
  );
  const policy = createPolicyForm({
    present: present?.policy ?? {},
    shown: appointmentFields,
    usual: () => usualServicePolicy(props.company, draft.times.trim() !== ''),
    isTried,
    problem: sent.problem,
  });
  const tried = createMemo(() => inputFrom(draft, policy.policy() ?? {}));
  const refused = createMemo(() => {
    const problem = sent.problem();
    return problem?.kind === 'refused' ? refusedFields(problem.refusal) : [];
  });
  const errorOf = (what: DraftProblem) => {
    if (isTried() && tried().problems.includes(what)) return t(`service.${what}.wrong`);
    if (!refused().includes(what)) return null;
    return what === 'slug' || what === 'providers' ? t(`service.${what}.refused`) : t(`service.${what}.wrong`);
  };
  const isComplete = () =>
    tried().problems.length === 0 &&
    policy.policy() !== null &&
    draft.demands.every((demand) => demandProblem(demand, props.resources) === null);
  return {
    draft,
    change: (part: Partial<ServiceDraft>) => setDraft(part),
    isTried,
    policy,
    errorOf,
    isBusy: sent.isBusy,
    /** What the server refused, unless it is said at a field. */
    problem: () => (refused().length > 0 || policy.isRefused() ? null : sent.problem()),
    async submit(): Promise<void> {
      setTried(true);
      if (isComplete()) await sent.submit();
    },
  };
}

function Fields(props: FieldsProps) {
  const { t } = useHr();
  const form = createServiceForm(props);
  const isNew = () => props.present === null;
  let element: HTMLFormElement | undefined;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    await form.submit();
    queueMicrotask(() => element?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  return (
    <form ref={element} class="stack" novalidate onSubmit={(event) => void submit(event)}>
      <BasicFields draft={form.draft} onChange={form.change} errorOf={form.errorOf} />
      <WhereFields draft={form.draft} onChange={form.change} errorOf={form.errorOf} />
      <ProviderFields draft={form.draft} onChange={form.change} errorOf={form.errorOf} />
      <Show when={props.resources.length > 0}>
        <DemandFields
          drafts={form.draft.demands}
          resources={props.resources}
          isTried={form.isTried()}
          onChange={(demands) => form.change({ demands })}
        />
      </Show>
      <div class="field-pair">
        <TextField
          label={t('service.places')}
          value={form.draft.places}
          onInput={(places) => form.change({ places })}
          error={form.errorOf('places')}
          isNumeric
        />
        <TextField
          label={t('service.times')}
          value={form.draft.times}
          onInput={(times) => form.change({ times })}
          error={form.errorOf('times')}
          isNumeric
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={form.draft.isPublic}
          onChange={(event) => form.change({ isPublic: event.currentTarget.checked })}
        />
        {t('service.isPublic')}
      </label>
      <ServiceDetails draft={form.draft} onChange={form.change} errorOf={form.errorOf} isNew={isNew()} />
      <AppointmentHrWords isAppointment>
        <PolicySection form={form.policy} />
      </AppointmentHrWords>
      <ProblemBanner problem={form.problem()} />
      <DialogFoot
        label={t(isNew() ? 'services.create' : 'services.save')}
        isBusy={form.isBusy()}
        onClose={props.onClose}
      />
    </form>
  );
}
