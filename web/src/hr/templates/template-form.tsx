import { mayInterview, panelLimits } from '@interlude/shared/booking/panel-rules';
import { mergePolicy, type Policy } from '@interlude/shared/booking/policy';
import { mostPlaces, type TemplateInput } from '@interlude/shared/schemas/template';
import { useQuery } from '@tanstack/solid-query';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { ConflictBanner } from '../drafts/conflict-banner.tsx';
import { coupledFields, isBookableProblem, type LineField, refusedFields } from '../drafts/draft.models.ts';
import { WhereFields } from '../drafts/draft-fields.tsx';
import { createDraftForm } from '../drafts/draft-form.ts';
import type { Template } from '../invite/invite.models.ts';
import { peopleQuery } from '../invite/invite.queries.ts';
import { TextField } from '../invite/text-field.tsx';
import { policyFields } from '../policy/policy-draft.models.ts';
import { PolicySection } from '../policy/policy-section.tsx';
import { settingsQuery } from '../policy/settings.queries.ts';
import { DemandFields } from '../resources/demand-fields.tsx';
import { type Resource, resourcesQuery } from '../resources/resources.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { JobFields } from './job-fields.tsx';
import { isPanelWrong, panelProblems } from './panel.models.ts';
import { PanelFields, type Person } from './panel-fields.tsx';
import {
  emptyTemplate,
  type TemplateDraft,
  type TemplateField,
  type TemplateProblem,
  templateDraftOf,
  templateFieldAt,
  templateFrom,
} from './template-draft.models.ts';
import { KindFields, PreparationFields, TemplateDetails } from './template-fields.tsx';

interface TemplateFormProps {
  readonly present: Template | null;
  readonly onClose: () => void;
}

/** Everything there is to a template: what it is, who interviews, where, what the candidate reads, and its rules. */
export function TemplateForm(props: TemplateFormProps) {
  const people = useQuery(peopleQuery);
  const resources = useQuery(resourcesQuery);
  const settings = useQuery(settingsQuery);
  return (
    <Panel query={people} skeleton={<RowsSkeleton rows={6} />}>
      {(all) => (
        <Panel query={resources} skeleton={<RowsSkeleton rows={6} />}>
          {(usable) => (
            <Panel query={settings} skeleton={<RowsSkeleton rows={6} />}>
              {(company) => (
                <Fields {...props} people={all()} resources={usable()} usual={mergePolicy(company().policy)} />
              )}
            </Panel>
          )}
        </Panel>
      )}
    </Panel>
  );
}

interface FieldsProps extends TemplateFormProps {
  readonly people: readonly Person[];
  readonly resources: readonly Resource[];
  /** The policy that applies where the template says nothing. */
  readonly usual: Policy;
}

function createTemplateForm(props: FieldsProps) {
  const { t, say, may } = useHr();
  // A form belongs to one template: the page makes a new form for the next one.
  const { present } = props;
  const problemsOf = ({ groups }: TemplateDraft) =>
    panelProblems(
      groups,
      props.people.filter(({ active }) => active),
    );
  const templateId = present?.templateId ?? '';
  const form = createDraftForm<Template, TemplateDraft, TemplateProblem, TemplateInput, { templateId: string }>({
    present,
    resources: () => props.resources,
    draftOf: (one) => (one === null ? emptyTemplate : templateDraftOf(one)),
    tryOut: (draft, policy) =>
      templateFrom(draft, policy, [
        ...(isPanelWrong(problemsOf(draft)) ? (['panel'] as const) : []),
        // Staff who do not make jobs may write templates for their own jobs only.
        ...(draft.jobIds.length === 0 && !may('jobs:write') ? (['jobs'] as const) : []),
      ]),
    refusedFields: (refusal) => refusedFields(refusal, templateFieldAt, 'panel'),
    coupled: coupledFields,
    policyFields: policyFields.filter((field) => field !== 'retake.twoPerson' || may('settings:write')),
    usual: () => props.usual,
    create: (input, intent) => api.templates.create.mutate({ ...input, ...intent }),
    update: (input, intent) => api.templates.update.mutate({ ...input, ...intent, templateId }),
    read: () => api.templates.get.query({ templateId }),
    queryKey: ['templates'],
    onDone: (name, made) => {
      props.onClose();
      const link = { href: `/hr/invite?template=${made.templateId}`, text: t('templates.created.invite') };
      say(
        present === null ? { text: t('templates.created', { name }), link } : { text: t('templates.done', { name }) },
      );
    },
  });
  const panelError = (): string | null => {
    const problems = problemsOf(form.draft());
    if (!form.isWrong('panel') || problems.groups.some((group) => group.length > 0)) return null;
    if (problems.isOnlyOptional) return t('panel.onlyOptional');
    return problems.isTooLarge ? t('panel.tooLarge', { most: String(panelLimits.groups) }) : t('panel.wrong');
  };
  const isBad = (what: TemplateProblem) => form.isWrong(what) || form.isRefused(what);
  const lineErrorOf = (field: LineField, group: number) =>
    isBad(`${field}.${group}`) ? t(`draft.${field}.wrong`) : null;
  const errorOf = (what: TemplateField): string | null => {
    if (what === 'panel') return panelError() ?? (form.isRefused(what) ? t('panel.refused') : null);
    if (!isBad(what)) return null;
    if (isBookableProblem(what)) return t(`draft.${what}.wrong`);
    return what === 'places' ? t('group.places.wrong', { most: String(mostPlaces) }) : t(`template.${what}.wrong`);
  };
  return { ...form, errorOf, lineErrorOf };
}

// People who are in the panel already are listed even if they may no longer be chosen, so that they can be taken out.
function choosable({ groups }: TemplateDraft, people: readonly Person[]): Person[] {
  const present = new Set(groups.flatMap(({ anyOf }) => anyOf));
  return people.filter((person) => present.has(person.personId) || (person.active && mayInterview(person)));
}

const ownLabels = {
  type: 'template.type',
  groups: 'template.groups',
  jobIds: 'template.jobs',
  places: 'group.places',
  guide: 'template.guide',
  preparation: 'template.preparation',
} as const;

function hasOwnLabel(field: string): field is keyof typeof ownLabels {
  return field in ownLabels;
}

function Fields(props: FieldsProps) {
  const { t } = useHr();
  const { t: common } = useI18n();
  const form = createTemplateForm(props);
  const isNew = () => props.present === null;
  const shared = { onChange: form.change, errorOf: form.errorOf };
  return (
    <DialogForm
      onSubmit={form.submit}
      onClose={props.onClose}
      label={t(isNew() ? 'templates.create' : 'templates.save')}
      isBusy={form.isBusy()}
      isNew={isNew()}
      problem={form.problem()}
    >
      <KindFields {...shared} draft={form.draft()} />
      <WhereFields {...shared} draft={form.draft()} />
      <PanelFields
        groups={form.draft().groups}
        people={choosable(form.draft(), props.people)}
        areCalled={form.draft().provider === 'phone' && form.draft().caller === 'candidate'}
        isTried={form.isTried()}
        error={form.errorOf('panel')}
        lineErrorOf={form.lineErrorOf}
        onChange={(groups) => form.change({ groups })}
      />
      <DemandFields
        drafts={form.draft().demands}
        resources={props.resources}
        isTried={form.isTried()}
        error={form.errorOf('demands')}
        onChange={(demands) => form.change({ demands })}
      />
      <TextField
        label={t('group.places')}
        value={form.draft().places}
        onInput={(places) => form.change({ places })}
        error={form.errorOf('places')}
        hint={t('group.places.hint')}
        isShort
        isNumeric
      />
      <JobFields
        jobIds={form.draft().jobIds}
        error={form.errorOf('jobs')}
        onChange={(jobIds) => form.change({ jobIds })}
      />
      <PreparationFields {...shared} draft={form.draft()} />
      <TemplateDetails {...shared} draft={form.draft()} isInConflict={form.isInConflict} />
      <PolicySection form={form.policy} isInConflict={form.areRulesInConflict()} />
      <ConflictBanner
        conflict={form.conflict()}
        wordOf={(field, { type }) => (field === 'type' ? common(`type.${type}`) : null)}
        labelOf={(field) => t(hasOwnLabel(field) ? ownLabels[field] : `draft.${field}`)}
      />
    </DialogForm>
  );
}
