import type { PolicyInput } from '@interlude/shared/booking/policy';
import { usualServicePolicy } from '@interlude/shared/schemas/service';
import { useQuery } from '@tanstack/solid-query';
import { AppointmentHrWords } from '../appointments/appointment-hr-words.tsx';
import { ConflictBanner } from '../drafts/conflict-banner.tsx';
import { isBookableProblem, refusedFields } from '../drafts/draft.models.ts';
import { WhereFields } from '../drafts/draft-fields.tsx';
import { createDraftForm } from '../drafts/draft-form.ts';
import { TextField } from '../invite/text-field.tsx';
import { appointmentFields } from '../policy/policy-draft.models.ts';
import { PolicySection } from '../policy/policy-section.tsx';
import { settingsQuery } from '../policy/settings.queries.ts';
import { DemandFields } from '../resources/demand-fields.tsx';
import { type Resource, resourcesQuery } from '../resources/resources.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { QuestionFields } from './question-fields.tsx';
import { ServiceDetails } from './service-details.tsx';
import {
  coupledInService,
  draftOf,
  emptyDraft,
  inputFrom,
  type ServiceProblem,
  serviceFieldAt,
} from './service-draft.models.ts';
import { BasicFields, ProviderFields } from './service-fields.tsx';
import type { Service } from './services.queries.ts';

interface ServiceFormProps {
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
  readonly company: PolicyInput;
  readonly resources: readonly Resource[];
}

function createServiceForm(props: FieldsProps) {
  const { t, say } = useHr();
  // A form belongs to one service: the page makes a new form for the next one.
  const { present } = props;
  const serviceId = present?.serviceId ?? '';
  const form = createDraftForm({
    present,
    resources: () => props.resources,
    draftOf: (one: Service | null) => (one === null ? emptyDraft : draftOf(one)),
    tryOut: inputFrom,
    refusedFields: (refusal) => refusedFields(refusal, serviceFieldAt, 'providers'),
    coupled: coupledInService,
    policyFields: appointmentFields,
    usual: ({ times }) => usualServicePolicy(props.company, times.trim() !== ''),
    create: (input, intent) => api.services.create.mutate({ ...input, ...intent }),
    update: (input, intent) => api.services.update.mutate({ ...input, ...intent, serviceId }),
    read: () => api.services.get.query({ serviceId }),
    queryKey: ['services'],
    onDone: (name) => {
      props.onClose();
      say({ text: t(present === null ? 'services.created' : 'services.saved', { name }) });
    },
  });
  const errorOf = (what: ServiceProblem) => {
    if (form.isRefused(what) && (what === 'slug' || what === 'providers')) return t(`service.${what}.refused`);
    if (!form.isWrong(what) && !form.isRefused(what)) return null;
    return isBookableProblem(what) ? t(`draft.${what}.wrong`) : t(`service.${what}.wrong`);
  };
  return { ...form, errorOf };
}

const ownLabels = {
  description: 'service.description',
  amount: 'service.price',
  currency: 'service.currency',
  providerIds: 'service.providers',
  places: 'service.places',
  times: 'service.times',
  isPublic: 'service.isPublic',
  questions: 'service.questions',
  slug: 'service.slug',
} as const;

function Fields(props: FieldsProps) {
  const { t } = useHr();
  const form = createServiceForm(props);
  const isNew = () => props.present === null;
  const shared = { onChange: form.change, errorOf: form.errorOf };
  return (
    <DialogForm
      onSubmit={form.submit}
      onClose={props.onClose}
      label={t(isNew() ? 'services.create' : 'services.save')}
      isBusy={form.isBusy()}
      isNew={isNew()}
      problem={form.problem()}
    >
      <BasicFields {...shared} draft={form.draft()} />
      <WhereFields {...shared} draft={form.draft()} />
      <ProviderFields {...shared} draft={form.draft()} />
      <DemandFields
        drafts={form.draft().demands}
        resources={props.resources}
        isTried={form.isTried()}
        error={form.errorOf('demands')}
        onChange={(demands) => form.change({ demands })}
      />
      <div class="field-pair">
        <TextField
          label={t('service.places')}
          value={form.draft().places}
          onInput={(places) => form.change({ places })}
          error={form.errorOf('places')}
          isNumeric
        />
        <TextField
          label={t('service.times')}
          value={form.draft().times}
          onInput={(times) => form.change({ times })}
          error={form.errorOf('times')}
          isNumeric
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={form.draft().isPublic}
          onChange={(event) => form.change({ isPublic: event.currentTarget.checked })}
        />
        {t('service.isPublic')}
      </label>
      <QuestionFields
        drafts={form.draft().questions}
        isTried={form.isTried()}
        error={form.errorOf('questions')}
        onChange={(questions) => form.change({ questions })}
      />
      <ServiceDetails {...shared} draft={form.draft()} isNew={isNew()} isInConflict={form.isInConflict} />
      <AppointmentHrWords isAppointment>
        <PolicySection form={form.policy} isInConflict={form.areRulesInConflict()} />
        <ConflictBanner
          conflict={form.conflict()}
          wordOf={(field, { isPublic }) =>
            field === 'isPublic' ? t(`policy.choice.${isPublic ? 'yes' : 'no'}`) : null
          }
          labelOf={(field) => t(hasOwnLabel(field) ? ownLabels[field] : `draft.${field}`)}
        />
      </AppointmentHrWords>
    </DialogForm>
  );
}

function hasOwnLabel(field: string): field is keyof typeof ownLabels {
  return field in ownLabels;
}
