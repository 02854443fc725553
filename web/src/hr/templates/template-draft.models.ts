import { panelLimits } from '@interlude/shared/booking/panel-rules';
import type { PolicyInput } from '@interlude/shared/booking/policy';
import { interviewTypes } from '@interlude/shared/booking/terms';
import { type TemplateInput, templateInputSchema } from '@interlude/shared/schemas/template';
import {
  type BookableDraft,
  bookableDraftOf,
  bookableFieldAt,
  type DraftTried,
  emptyBookable,
  type FieldAt,
  judged,
  type LineField,
  rawBookable,
  saidIn,
} from '../drafts/draft.models.ts';
import type { Template } from '../invite/invite.models.ts';
import { emptyGroup, type GroupDraft, draftOf as groupDrafts, panelOf } from './panel.models.ts';

export const typeCodes = interviewTypes;

/** A template as it stands in the fields of the form, but for its policy. */
export interface TemplateDraft extends BookableDraft {
  readonly type: TemplateInput['type'];
  readonly groups: readonly GroupDraft[];
  /** None for the whole company. */
  readonly jobIds: readonly string[];
  readonly guide: string;
  /** What the candidate is asked to do beforehand, one task a line. */
  readonly preparation: string;
}

export const emptyTemplate: TemplateDraft = {
  ...emptyBookable,
  provider: 'zoom',
  after: '15',
  type: 'video',
  groups: [emptyGroup],
  jobIds: [],
  guide: '',
  preparation: '',
};

export function templateDraftOf(template: Template): TemplateDraft {
  const { type, panel, guide = '', preparation = [], jobIds } = template;
  return {
    ...bookableDraftOf(template),
    type,
    groups: groupDrafts(panel, template.phone?.byGroup),
    jobIds,
    guide,
    preparation: preparation.join('\n'),
  };
}

const ownFieldAt = {
  ...bookableFieldAt,
  panel: 'panel',
  jobIds: 'jobs',
  guide: 'guide',
  preparation: 'preparation',
} as const;
/** What a group is called on, by its place in the panel. */
type LineProblem = `${LineField}.${number}`;
export type TemplateField = (typeof ownFieldAt)[keyof typeof ownFieldAt];
export type TemplateProblem = TemplateField | LineProblem;

const lineFieldAt = Array.from({ length: panelLimits.groups }, (_, group): [string, LineProblem][] => [
  [`phone.byGroup.${group}.number`, `callNumber.${group}`],
  [`phone.byGroup.${group}.code`, `callCode.${group}`],
]);

/** Where each path of the input stands in the form. */
export const templateFieldAt: FieldAt<TemplateProblem> = { ...Object.fromEntries(lineFieldAt.flat()), ...ownFieldAt };

/** `more` holds problems that can be seen only with the people and the jobs. */
export function templateFrom(
  draft: TemplateDraft,
  policy: PolicyInput,
  more: readonly TemplateProblem[],
): DraftTried<TemplateInput, TemplateProblem> {
  return judged<TemplateInput, TemplateProblem>(draft, {
    schema: templateInputSchema,
    raw: rawInput(draft, policy),
    fieldAt: templateFieldAt,
    more,
  });
}

function rawInput(draft: TemplateDraft, policy: PolicyInput): Readonly<Record<keyof TemplateInput, unknown>> {
  const tasks = draft.preparation.split('\n').filter((line) => line.trim() !== '');
  return {
    ...rawBookable(draft, draft.groups),
    type: draft.type,
    panel: panelOf(draft.groups),
    jobIds: draft.jobIds,
    guide: saidIn(draft.guide),
    preparation: tasks.length === 0 ? undefined : tasks,
    policy,
  };
}
