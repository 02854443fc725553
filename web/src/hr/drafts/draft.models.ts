import { needsMeetingLink } from '@interlude/shared/booking/meeting-link';
import type { PhoneTerms } from '@interlude/shared/booking/phone-call';
import type { Refusal } from '@interlude/shared/booking/refusal';
import type { meetingProviders } from '@interlude/shared/booking/terms';
import { isZone } from '@interlude/shared/time/time-zone';
import type { ZodType } from 'zod';
import { type DemandDraft, demandDrafts, demandsOf } from '../resources/resources.models.ts';

type MeetingProvider = (typeof meetingProviders)[number];
export const meetingCodes = [
  'in_person',
  'phone',
  'zoom',
  'google_meet',
  'teams',
  'custom_url',
] as const satisfies readonly MeetingProvider[];

/** What templates and services have in common, as it stands in the fields of their forms. */
export interface BookableDraft {
  readonly name: string;
  readonly minutes: string;
  readonly provider: MeetingProvider;
  readonly venue: string;
  readonly meetingUrl: string;
  /** By phone: who calls, and where the others call on which number. */
  readonly caller: PhoneTerms['caller'];
  readonly callNumber: string;
  readonly callCode: string;
  readonly demands: readonly DemandDraft[];
  readonly places: string;
  /** Minutes between two starts that are offered, and free before and after each meeting. */
  readonly step: string;
  readonly before: string;
  readonly after: string;
  /** Empty for the company's. */
  readonly zone: string;
}

export const emptyBookable: BookableDraft = {
  name: '',
  minutes: '60',
  provider: 'in_person',
  venue: '',
  meetingUrl: '',
  caller: 'company',
  callNumber: '',
  callCode: '',
  demands: [],
  places: '1',
  step: '30',
  before: '0',
  after: '0',
  zone: '',
};

/** A place belongs to people who meet there, and a link to those who do not. */
export const coupledFields = [['provider', 'venue', 'meetingUrl', 'caller', 'callNumber', 'callCode']] as const;

interface StoredBookable {
  readonly name: string;
  readonly durationMinutes: number;
  readonly provider: MeetingProvider;
  readonly venue?: string | undefined;
  readonly meetingUrl?: string | undefined;
  readonly phone?: PhoneTerms | undefined;
  readonly resources?: Parameters<typeof demandDrafts>[0];
  readonly places: number;
  readonly stepMinutes: number;
  readonly buffers: { readonly beforeMinutes: number; readonly afterMinutes: number };
  readonly zone?: string | undefined;
}

export function bookableDraftOf(stored: StoredBookable): BookableDraft {
  const { name, durationMinutes, provider, venue = '', meetingUrl = '', stepMinutes, buffers, zone = '' } = stored;
  return {
    name,
    minutes: String(durationMinutes),
    provider,
    venue,
    meetingUrl,
    caller: stored.phone?.caller ?? 'company',
    callNumber: stored.phone?.number ?? '',
    callCode: stored.phone?.code ?? '',
    demands: demandDrafts(stored.resources),
    places: String(stored.places),
    step: String(stepMinutes),
    before: String(buffers.beforeMinutes),
    after: String(buffers.afterMinutes),
    zone,
  };
}

/** The draft in the shape of the API, for its schema to judge. */
export function rawBookable(draft: BookableDraft, lines: readonly LineDraft[] = []) {
  return {
    name: draft.name,
    durationMinutes: wholeNumber(draft.minutes),
    provider: draft.provider,
    venue: saidIn(draft.venue),
    meetingUrl: saidIn(draft.meetingUrl),
    phone: rawPhone(draft, lines),
    resources: demandsOf(draft.demands),
    places: wholeNumber(draft.places),
    stepMinutes: wholeNumber(draft.step),
    buffers: { beforeMinutes: wholeNumber(draft.before), afterMinutes: wholeNumber(draft.after) },
    zone: saidIn(draft.zone),
  };
}

/** The number of one group of a panel, in place of the one for all. */
export type LineDraft = Pick<BookableDraft, LineField>;
export type LineField = 'callNumber' | 'callCode';

// Of who is called nothing is said here.
function rawPhone(draft: BookableDraft, lines: readonly LineDraft[]) {
  if (draft.provider !== 'phone') return undefined;
  if (draft.caller === 'company') return { caller: draft.caller };
  // A code without a number is a number that is missing.
  const byGroup = lines.flatMap((line, group) =>
    `${line.callNumber}${line.callCode}`.trim() === '' ? [] : [[group, rawLine(line)] as const],
  );
  return {
    caller: draft.caller,
    ...rawLine(draft),
    ...(byGroup.length === 0 ? {} : { byGroup: Object.fromEntries(byGroup) }),
  };
}

function rawLine({ callNumber, callCode }: LineDraft) {
  return { number: saidIn(callNumber), code: saidIn(callCode) };
}

/** What is not a number becomes NaN, which no schema accepts. */
export function wholeNumber(text: string): number {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

export function saidIn(text: string): string | undefined {
  return text.trim() || undefined;
}

/** Where each path of the input stands in the form. */
export const bookableFieldAt = {
  name: 'name',
  durationMinutes: 'minutes',
  venue: 'venue',
  meetingUrl: 'meetingUrl',
  'phone.code': 'callCode',
  phone: 'callNumber',
  resources: 'demands',
  places: 'places',
  stepMinutes: 'step',
  'buffers.beforeMinutes': 'before',
  'buffers.afterMinutes': 'after',
  zone: 'zone',
} as const;
export type BookableProblem = (typeof bookableFieldAt)[keyof typeof bookableFieldAt];

/** Whether what is wrong with a field is said in the same words in every form. */
export function isBookableProblem(problem: string): problem is Exclude<BookableProblem, 'places'> {
  return problem !== 'places' && Object.values<string>(bookableFieldAt).includes(problem);
}

/** Where each path stands in one form; of two that begin alike the longer one first. */
export type FieldAt<Problem extends string> = Readonly<Record<string, Problem>>;

export function problemsAt<Problem extends string>(fieldAt: FieldAt<Problem>, found: readonly string[]): Problem[] {
  return found.flatMap((path) => {
    const known = Object.keys(fieldAt).find((one) => path === one || path.startsWith(`${one}.`));
    return (known === undefined ? undefined : fieldAt[known]) ?? [];
  });
}

/** The fields that a refusal of the server is about; none where it is about something else. */
export function refusedFields<Problem extends string>(
  refusal: Refusal,
  fieldAt: FieldAt<Problem>,
  people: Problem,
): (Problem | 'zone')[] {
  switch (refusal.code) {
    case 'invalid_input':
      return problemsAt(
        fieldAt,
        refusal.issues.map(({ path }) => path),
      );
    case 'phone_invalid':
      return problemsAt(fieldAt, [refusal.path ?? 'phone']);
    case 'interviewer_inactive':
    case 'interviewer_role':
      return [people];
    case 'time_zone_invalid':
      return ['zone'];
    default:
      return [];
  }
}

export interface DraftTried<Input, Problem> {
  readonly input: Input | null;
  readonly problems: readonly Problem[];
}

interface Judging<Input, Problem extends string> {
  readonly schema: ZodType<Input>;
  readonly raw: object & { readonly phone?: unknown };
  readonly fieldAt: FieldAt<Problem>;
  /** Problems that the schema cannot see. */
  readonly more: readonly Problem[];
}

/** Judges a draft by the schema that the server judges by, and by what it demands of places and zones. */
export function judged<Input, Problem extends string>(
  draft: BookableDraft,
  { schema, raw, fieldAt, more }: Judging<Input, Problem>,
): DraftTried<Input, Problem | BookableProblem> {
  const tried = schema.safeParse(raw);
  const zone = draft.zone.trim();
  const wrong = new Set<Problem | BookableProblem>([
    ...problemsAt(fieldAt, tried.error?.issues.map(({ path }) => path.join('.')) ?? []),
    ...(draft.provider === 'in_person' && draft.venue.trim() === '' ? (['venue'] as const) : []),
    ...(needsMeetingLink(draft.provider) && draft.meetingUrl.trim() === '' ? (['meetingUrl'] as const) : []),
    ...(isNumberMissing(draft, raw) ? (['callNumber'] as const) : []),
    ...(zone !== '' && !isZone(zone) ? (['zone'] as const) : []),
    ...more,
  ]);
  return { input: wrong.size === 0 ? (tried.data ?? null) : null, problems: [...wrong] };
}

// A number of their own may be enough where every group has one; the server judges the rest.
function isNumberMissing(draft: BookableDraft, { phone }: { readonly phone?: unknown }): boolean {
  const isOwn = typeof phone === 'object' && phone !== null && 'byGroup' in phone;
  return draft.provider === 'phone' && draft.caller === 'candidate' && draft.callNumber.trim() === '' && !isOwn;
}
