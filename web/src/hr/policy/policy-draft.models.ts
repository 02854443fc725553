import {
  calendarAwayPolicies,
  conflictPolicies,
  driftPolicies,
  dropOutPolicies,
  type Policy,
  type PolicyInput,
  policyInputSchema,
  retakeOutcomes,
} from '@interlude/shared/booking/policy';
import type { DurationWords } from './typed-duration.models.ts';

/** How each field is typed: a number, a duration, one that may be none (`PT0S`) or never (null), several, or a choice. */
const kindOf = {
  bookingWindowDays: 'days',
  lastDate: 'dateOrNull',
  minimumNotice: 'durationOrNone',
  invitationValidFor: 'duration',
  holdFor: 'duration',
  'waitlist.offerFor': 'duration',
  'reschedule.limit': 'count',
  'reschedule.warnAt': 'count',
  'reschedule.cutoff': 'durationOrNone',
  'cancel.cutoff': 'durationOrNull',
  nudges: 'durations',
  'reminders.candidate': 'durations',
  'reminders.interviewers': 'durations',
  feedbackDue: 'durations',
  confirmAttendance: 'flag',
  joinVisibleBefore: 'durationOrNull',
  noShowGrace: 'duration',
  completeAfter: 'durationOrNone',
  dropOut: 'dropOut',
  onConflict: 'onConflict',
  onDrift: 'onDrift',
  calendarAway: 'calendarAway',
  'retake.outcomes': 'outcomes',
  'retake.cooldown': 'durationOrNone',
  'retake.limit': 'count',
  'retake.requestValidFor': 'duration',
  'retake.twoPerson': 'flag',
} as const;
/** Named by the path in the policy; of reminders each recipient has a field of its own. */
export type PolicyField = keyof typeof kindOf;
type Kind = (typeof kindOf)[PolicyField];

export const policyFields = Object.keys(kindOf) as PolicyField[];
/** Of interviews only: nobody is nudged to an appointment, asked for feedback on it, or may take it again. */
const interviewOnly = /^(nudges|feedbackDue|retake\.)/;
export const appointmentFields = policyFields.filter((field) => !interviewOnly.test(field));

/** A policy as it stands in the fields; empty where what is usual holds. */
export type PolicyDraft = Readonly<Record<PolicyField, string>>;

export interface PolicyWords extends DurationWords {
  /** What is typed and shown for "none at all". */
  readonly none: string;
}

export const policyChoices = {
  flag: ['yes', 'no'],
  dropOut: dropOutPolicies,
  onConflict: conflictPolicies,
  onDrift: driftPolicies,
  calendarAway: calendarAwayPolicies,
  outcomes: [...retakeOutcomes, 'both', 'none'],
} as const;

export function choicesOf(field: PolicyField): readonly string[] | null {
  const kind: Kind = kindOf[field];
  return isChoice(kind) ? policyChoices[kind] : null;
}

function isChoice(kind: Kind): kind is Kind & keyof typeof policyChoices {
  return kind in policyChoices;
}

export function typedIn(field: PolicyField) {
  const kind: Kind = kindOf[field];
  if (isChoice(kind)) return 'choice';
  return kind === 'durationOrNull' ? 'durationOrNone' : kind;
}

const recipients = ['candidate', 'interviewers'] as const;

export function draftOf(policy: PolicyInput | Policy, words: PolicyWords): PolicyDraft {
  const texts = policyFields.map((field) => {
    const value = valueAt(policy, field);
    return [field, value === undefined ? '' : writeValue(kindOf[field], value, words)] as const;
  });
  return Object.fromEntries(texts) as Record<PolicyField, string>;
}

export function countSaid(draft: PolicyDraft, fields: readonly PolicyField[]): number {
  return fields.filter((field) => draft[field].trim() !== '').length;
}

export interface PolicyAsked {
  /** The value of each field that is left empty. */
  readonly usual: Policy;
  /** The stored policy; fields that are not shown keep its values. */
  readonly present: PolicyInput;
  readonly shown: readonly PolicyField[];
  readonly words: PolicyWords;
}

export interface PolicyTried {
  /** Null while something is wrong. */
  readonly policy: PolicyInput | null;
  readonly wrong: ReadonlySet<PolicyField>;
}

/** Judges what is typed by the schema that the server judges by. */
export function policyFrom(draft: PolicyDraft, { usual, present, shown, words }: PolicyAsked): PolicyTried {
  const raw: Record<string, unknown> = {};
  const wrong = new Set<PolicyField>();
  for (const field of policyFields.filter((one) => !shown.includes(one))) {
    const kept = valueAt(present, field);
    if (kept !== undefined) put(raw, field, kept);
  }
  for (const field of shown.filter((one) => draft[one].trim() !== '')) {
    const value = readValue(kindOf[field], draft[field].trim(), words);
    if (value === undefined) wrong.add(field);
    else put(raw, field, value);
  }
  const reminders = remindersFrom(raw['reminders'], usual);
  const tried = policyInputSchema.safeParse({ ...raw, ...(reminders === undefined ? {} : { reminders }) });
  for (const field of fieldsOf(tried.error?.issues.map(({ path }) => path.join('.')) ?? [])) wrong.add(field);
  return { policy: wrong.size === 0 ? (tried.data ?? null) : null, wrong };
}

/** The fields that paths in a policy belong to; any other path belongs to none. */
export function fieldsOf(paths: readonly string[]): PolicyField[] {
  return paths.flatMap((path) => {
    // What is wrong with the list of reminders as a whole is said at its first field.
    if (path.split('.')[0] === 'reminders') return 'reminders.candidate';
    return policyFields.find((field) => path === field || path.startsWith(`${field}.`)) ?? [];
  });
}

// The reminders are one list, so a recipient whose field is empty gets the usual ones in it.
function remindersFrom(said: unknown, usual: Policy): object[] | undefined {
  if (typeof said !== 'object' || said === null) return undefined;
  return recipients.flatMap((to) => {
    const leads: unknown = Reflect.get(said, to) ?? usual.reminders.filter((one) => one.to === to).map(leadOf);
    return Array.isArray(leads) ? leads.map((before: unknown) => ({ before, to })) : [];
  });
}

const leadOf = ({ before }: { readonly before: string }) => before;

function valueAt(policy: PolicyInput | Policy, field: PolicyField): unknown {
  const [first = '', second] = field.split('.');
  const value: unknown = Reflect.get(policy, first);
  if (second === undefined || value === undefined) return value;
  if (first !== 'reminders') return Reflect.get(Object(value), second);
  return policy.reminders?.filter(({ to }) => to === second).map(leadOf);
}

function put(raw: Record<string, unknown>, field: PolicyField, value: unknown): void {
  const [first = '', second] = field.split('.');
  raw[first] = second === undefined ? value : { ...Object(raw[first]), [second]: value };
}

function writeValue(kind: Kind, value: unknown, { write, none }: PolicyWords): string {
  if (kind === 'flag') return value === true ? 'yes' : 'no';
  if (kind === 'outcomes') return outcomesText(value);
  if (value === null || value === 'PT0S') return none;
  if (!Array.isArray(value))
    return typeof value === 'number' || isChoice(kind) || kind === 'dateOrNull' ? String(value) : write(String(value));
  return value.length === 0 ? none : value.map((one) => write(String(one))).join(', ');
}

/** Undefined for what cannot be read. */
function readValue(kind: Kind, text: string, { read, none }: PolicyWords): unknown {
  const isNone = text.toLowerCase() === none.toLowerCase() || text === '0';
  if (isNone && (kind === 'durationOrNull' || kind === 'dateOrNull')) return null;
  switch (kind) {
    case 'days':
    case 'count':
      return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
    case 'duration':
    case 'durationOrNull':
      return read(text) ?? undefined;
    case 'durationOrNone':
      return isNone ? 'PT0S' : (read(text) ?? undefined);
    case 'durations':
      return isNone ? [] : durationsFrom(text, read);
    case 'flag':
      return text === 'yes';
    case 'dropOut':
    case 'onConflict':
    case 'onDrift':
    case 'calendarAway':
    case 'dateOrNull':
      return text;
    case 'outcomes':
      return text === 'both' ? [...retakeOutcomes] : retakeOutcomes.filter((outcome) => outcome === text);
  }
}

function durationsFrom(text: string, read: DurationWords['read']): string[] | undefined {
  const all = text.split(/[,;]/).map((one) => read(one));
  const durations = all.flatMap((one) => one ?? []);
  return durations.length === all.length ? [...new Set(durations)] : undefined;
}

function outcomesText(value: unknown): string {
  const outcomes = retakeOutcomes.filter((outcome) => Array.isArray(value) && value.includes(outcome));
  if (outcomes.length === retakeOutcomes.length) return 'both';
  return outcomes[0] ?? 'none';
}
