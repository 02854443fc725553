import type { Language } from '@interlude/shared/language/languages';
import { daysDuration } from '../policy/typed-duration.models.ts';
import type { HrAnswers } from '../session/session.queries.ts';
import type { Invitee } from './invitees.models.ts';

type Listed = Pick<
  HrAnswers['candidates']['list']['candidates'][number],
  'applications' | keyof Application['candidate']
>;

/** What somebody is invited for. */
export interface Application {
  readonly applicationId: string;
  readonly job: { readonly jobId: string; readonly title: string };
  readonly candidate: {
    readonly name: string;
    readonly email: string;
    readonly locale: string | null;
    readonly mailBounces: boolean;
  };
}

export type Template = HrAnswers['templates']['list'][number];

export const reminderLeads = ['P1D', 'PT24H', 'PT2H', 'PT1H', 'PT15M'] as const;
export const reminderRecipients = ['candidate', 'interviewers'] as const;
export type ReminderRecipient = (typeof reminderRecipients)[number];
export const newJob = 'new';

export interface ReminderChoice {
  readonly leads: readonly string[];
  /** Another lead in minutes, as typed. */
  readonly more: string;
}

export interface InviteDraft {
  readonly source: 'existing' | 'new' | 'several';
  /** Where several are invited at once. */
  readonly people: readonly Invitee[];
  readonly personal: string;
  readonly applicationId: string;
  readonly jobId: string;
  readonly jobTitle: string;
  readonly department: string;
  readonly location: string;
  readonly name: string;
  readonly email: string;
  /** Of the candidate's page and emails; one on file keeps theirs. */
  readonly language: Language;
  readonly templateId: string;
  /** Templates of the second part and those after it; none where the invitation is to one interview. */
  readonly moreParts: readonly string[];
  readonly withinDays: string;
  readonly gapMin: string;
  readonly gapMax: string;
  readonly validForDays: string;
  readonly hasOwnReminders: boolean;
  readonly reminders: Readonly<Record<ReminderRecipient, ReminderChoice>>;
}

export const emptyDraft: InviteDraft = {
  source: 'existing',
  people: [],
  personal: '',
  applicationId: '',
  jobId: '',
  jobTitle: '',
  department: '',
  location: '',
  name: '',
  email: '',
  language: 'en',
  templateId: '',
  moreParts: [],
  withinDays: '1',
  gapMin: '0',
  gapMax: '',
  validForDays: '',
  hasOwnReminders: false,
  reminders: {
    candidate: { leads: ['P1D', 'PT1H', 'PT15M'], more: '' },
    interviewers: { leads: ['P1D', 'PT15M'], more: '' },
  },
};

export type InviteProblem =
  | 'people'
  | 'personal'
  | 'application'
  | 'job'
  | 'jobTitle'
  | 'name'
  | 'email'
  | 'template'
  | 'parts'
  | 'withinDays'
  | 'gap'
  | 'validFor'
  | `more-${ReminderRecipient}`;

export function problemsOf(draft: InviteDraft): InviteProblem[] {
  const checks: readonly (readonly [InviteProblem, boolean])[] = [
    ...checksOf(draft),
    ['personal', draft.personal.trim().length > mostPersonal],
    ['template', draft.templateId === ''],
    ['parts', draft.moreParts.includes('')],
    ['withinDays', draft.moreParts.length > 0 && wholeNumber(draft.withinDays, 1, 31) === null],
    ['gap', draft.moreParts.length > 0 && gapOf(draft) === null],
    ['validFor', draft.validForDays.trim() !== '' && daysDuration(draft.validForDays) === null],
    ...reminderRecipients.map(
      (to) => [`more-${to}`, draft.hasOwnReminders && moreLeads(draft.reminders[to]) === null] as const,
    ),
  ];
  return checks.filter(([, isWrong]) => isWrong).map(([what]) => what);
}

const mostPersonal = 500;

type Checks = readonly (readonly [InviteProblem, boolean])[];

function checksOf(draft: InviteDraft): Checks {
  if (draft.source === 'existing') return existingChecks(draft);
  return draft.source === 'new' ? newChecks(draft) : [...jobChecks(draft), ['people', draft.people.length === 0]];
}

function jobChecks({ jobId, jobTitle }: InviteDraft): Checks {
  return [
    ['job', jobId === ''],
    ['jobTitle', jobId === newJob && jobTitle.trim() === ''],
  ];
}

function existingChecks({ applicationId }: InviteDraft): readonly (readonly [InviteProblem, boolean])[] {
  return [['application', applicationId === '']];
}

function newChecks(draft: InviteDraft): readonly (readonly [InviteProblem, boolean])[] {
  return [
    ...jobChecks(draft),
    ['name', draft.name.trim() === ''],
    // Refuses only what is plainly no address; the server decides.
    ['email', !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim())],
  ];
}

export const mostMoreParts = 5;

function wholeNumber(text: string, least: number, most: number): number | null {
  const trimmed = text.trim();
  const number = /^\d{1,5}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  return number >= least && number <= most ? number : null;
}

function gapOf({ gapMin, gapMax }: InviteDraft): { min: number; max: number | null } | null {
  const min = gapMin.trim() === '' ? 0 : wholeNumber(gapMin, 0, 1_440);
  const max = gapMax.trim() === '' ? null : wholeNumber(gapMax, 0, 44_640);
  if (min === null || (gapMax.trim() !== '' && (max === null || max < min))) return null;
  return { min, max };
}

/** All parts of the draft and how they lie to each other, or null where it is one interview. */
export function partsOf(draft: InviteDraft) {
  const gapMinutes = gapOf(draft);
  const withinDays = wholeNumber(draft.withinDays, 1, 31);
  if (draft.source === 'several' || draft.moreParts.length === 0 || gapMinutes === null || withinDays === null)
    return null;
  const parts = [draft.templateId, ...draft.moreParts].map((templateId) => ({ templateId }));
  return { parts, arrangement: { gapMinutes, withinDays } };
}

const maxMinutes = 43_200;

function moreLeads({ more }: ReminderChoice): string[] | null {
  const text = more.trim();
  if (text === '') return [];
  if (!/^\d{1,5}$/.test(text)) return null;
  const minutes = Number(text);
  return minutes >= 1 && minutes <= maxMinutes ? [`PT${minutes}M`] : null;
}

/** Their own words for the invitation, or nothing. */
export function personalOf({ personal }: InviteDraft): { readonly personal?: string } {
  const text = personal.trim();
  return text === '' ? {} : { personal: text };
}

/** The rules that differ for this one invitation, or nothing when it follows the template and the company. */
export function policyOf(draft: InviteDraft) {
  const validFor = daysDuration(draft.validForDays);
  const reminders = reminderRecipients.flatMap((to) =>
    [...new Set([...draft.reminders[to].leads, ...(moreLeads(draft.reminders[to]) ?? [])])].map((before) => ({
      before,
      to,
    })),
  );
  const policy = {
    ...(validFor === null ? {} : { invitationValidFor: validFor }),
    ...(draft.hasOwnReminders ? { reminders } : {}),
  };
  return Object.keys(policy).length === 0 ? undefined : policy;
}

/** What these candidates applied for, less jobs that are archived. */
export function applicationsOf(candidates: readonly Listed[]): Application[] {
  return candidates.flatMap(({ applications, ...candidate }) =>
    applications.flatMap(({ applicationId, job }) => (job.archived ? [] : [{ applicationId, job, candidate }])),
  );
}

export interface JobGroup {
  readonly title: string;
  readonly applications: readonly Application[];
}

/** Applications by job, in alphabetical order. */
export function applicationsByJob(all: readonly Application[]): JobGroup[] {
  const groups = [...Map.groupBy(all, ({ job }) => job.jobId).values()].map((applications) => ({
    title: applications[0]?.job.title ?? '',
    applications: applications.sort((one, other) => one.candidate.name.localeCompare(other.candidate.name)),
  }));
  return groups.sort((one, other) => one.title.localeCompare(other.title));
}
