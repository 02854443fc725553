import { agendaOf } from '@interlude/shared/booking/agenda';
import { instantText } from '@interlude/shared/booking/booking-rules';
import { bookableSpan, type WindowTerms } from '@interlude/shared/booking/booking-window';
import type { PolicyInput } from '@interlude/shared/booking/policy';
import type { MailKind, NotifyItem } from '@interlude/shared/contracts/lifecycle';
import { mailContent } from '@interlude/shared/mails/mail-content';
import { renderText } from '@interlude/shared/mails/mail-text';
import { addDays, localOf, startOfLocalDay } from '@interlude/shared/time/time-zone';
import { isUnbound } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import { bookChange } from '../booking/commands/book.ts';
import { expire } from '../booking/commands/expire.ts';
import { offerSlots } from '../booking/list-own-starts.ts';
import type { InterviewRow } from '../booking/row/booking-row.ts';
import type { Guest } from '../booking/row/guests.ts';
import { readBounds } from '../booking/siblings.ts';
import { panelPeople } from '../catalogue/panel.ts';
import { resourcesOf } from '../catalogue/resource-demands.ts';
import { unwrittenClaim } from '../claims/claim-people.ts';
import { askAbout } from '../claims/claim-start.ts';
import type { ApplicationRow, CandidateRow } from '../company/job-store.ts';
import { zoneFrom } from '../company/zone-from.ts';
import { type InviteWish, interviewWith } from '../interviews/invite.ts';
import type { Drafted } from '../obligations/booking-subject.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { messageOf } from '../obligations/message-for.ts';
import { planFacts } from '../obligations/plan-facts.ts';
import { refuse } from '../runtime/refused.ts';

export interface PreviewInput {
  readonly templateId: string;
  readonly policy?: PolicyInput | undefined;
  readonly personal?: string | undefined;
  readonly applicationId?: string | undefined;
  /** Somebody who is not on file, and what is known of them. */
  readonly jobId?: string | undefined;
  readonly locale?: string | undefined;
  readonly zone?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** Of all who are to be invited for that job at once. */
  readonly emails?: readonly string[] | undefined;
}

interface MailPreview {
  readonly kind: MailKind;
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface InvitationPreview {
  /** Within the days that are counted. */
  readonly bookableStarts: number;
  readonly countedDays: number;
  /** The last local day of those that are counted: where the window ends earlier, it ends there. */
  readonly countedUntil: string;
  readonly first: readonly string[];
  /** The candidate's. */
  readonly zone: string;
  /** What is mailed while no time is chosen. */
  readonly mails: readonly MailPreview[];
  /** What is mailed to the candidate once they choose the first start; empty without one, or where it is a place of a session. */
  readonly bookedMails: readonly MailPreview[];
  /** An invitation of this candidate for this job that waits for an answer already. */
  readonly open: { readonly interviewId: string } | null;
  /** The addresses among those asked about that have such an invitation. */
  readonly openOf: readonly string[];
}

const countedDays = 62;
/** Stands where the token of a link will be. */
const placeholder = 'personal-link';

/** What an invitation would mean if it were sent now: nothing is written, and nothing of it is kept. */
export async function previewMails(app: ObligationDeps, staff: Staff, input: PreviewInput): Promise<InvitationPreview> {
  const { tenantId } = staff;
  const { stores } = app;
  const now = app.now();
  const whom = await whomOf(app, staff, input);
  const row = await interviewWith(app, staff, { ...input, ...whom }, now);
  const [people, resources] = await Promise.all([
    stores.people.listByIds(tenantId, panelPeople(row.panel)),
    stores.resources.listByIds(tenantId, resourcesOf(row.resources)),
  ]);
  const drafted: Drafted = { guest: whom.candidate, people, resources };
  const [{ view }, mails, open, openOf] = await Promise.all([
    offerSlots(stores, { row, people, resources }, { zone: row.zone, days: countedDays }, now),
    mailsOf(app, row, drafted),
    openFor(app, row),
    openAmong(app, staff, input),
  ]);
  const later = view.nextOpeningAt ?? null;
  const first = view.starts.length > 0 || later === null ? view.starts.slice(0, 3) : [later];
  const [start] = view.starts;
  const bookedMails = start === undefined ? [] : await bookedMailsOf(app, row, drafted, Date.parse(start));
  const countedUntil = lastCountedDay(row, now);
  const counted = { bookableStarts: view.starts.length, countedDays, countedUntil };
  return { ...counted, first, zone: row.zone, mails, bookedMails, open, openOf };
}

function lastCountedDay(row: WindowTerms, now: number): string {
  const countedTo = startOfLocalDay(row.zone, addDays(localOf(row.zone, now).date, countedDays));
  return localOf(row.gridZone, Math.min(bookableSpan(row, now).endsAt, countedTo) - 1).date;
}

type Whom = Pick<InviteWish, 'application'> & { readonly candidate: InviteWish['candidate'] & Guest };

async function whomOf({ stores }: ObligationDeps, { tenantId, roles }: Staff, input: PreviewInput): Promise<Whom> {
  const { applicationId, jobId = '', locale = null, zone, name = '', email = '' } = input;
  if (applicationId !== undefined) {
    const application = await stores.jobs.findApplication(tenantId, applicationId);
    const candidate = application && (await stores.jobs.findCandidate(tenantId, application.candidateId));
    return application && candidate ? { application, candidate } : refuse({ code: 'not_found' });
  }
  // Whoever sees only their own jobs learns of nobody by an address.
  const isAsked = email !== '' && isUnbound(roles);
  const known = !isAsked ? null : await stores.jobs.findCandidateByEmail(tenantId, email);
  const application = { _id: 'application_preview', jobId } as Pick<ApplicationRow, '_id' | 'jobId'>;
  const stranger = {
    _id: 'candidate_preview' as CandidateRow['_id'],
    name,
    email,
    locale,
    zone: zone === undefined ? null : zoneFrom(zone),
    suppressedAt: null,
  };
  return { application, candidate: known ?? stranger };
}

async function openFor({ stores }: ObligationDeps, row: InterviewRow): Promise<InvitationPreview['open']> {
  const { tenantId, candidateId, jobId } = row;
  const theirs = await stores.bookings.listOfCandidate(tenantId, candidateId, 200);
  const open = theirs.find((one) => one.jobId === jobId && one.status === 'invited');
  return open === undefined ? null : { interviewId: open._id };
}

async function openAmong(
  { stores }: ObligationDeps,
  staff: Staff,
  { jobId, emails = [] }: PreviewInput,
): Promise<string[]> {
  // Whoever sees only their own jobs learns of nobody by an address.
  if (jobId === undefined || emails.length === 0 || !isUnbound(staff.roles)) return [];
  const { tenantId } = staff;
  const known = await stores.records.listCandidatesByEmail(tenantId, emails);
  const idOf = ({ _id, mergedInto }: CandidateRow) => mergedInto ?? _id;
  const invited = new Set<string>(await stores.bookings.listInvitedFor(tenantId, jobId, known.map(idOf)));
  return known.filter((candidate) => invited.has(idOf(candidate))).map(({ email }) => email);
}

/** Each mail as it will be at its instant if nothing happens in between, down to the last one: that the time is over. */
async function mailsOf(app: ObligationDeps, row: InterviewRow, drafted: Drafted): Promise<MailPreview[]> {
  const over = await overOf(app, row);
  const planned = notifyItems(row).map((item) => mailOf(app, row, { item, drafted }));
  const last = notifyItems(over)
    .filter(({ kind }) => kind === 'expired')
    .map((item) => mailOf(app, over, { item, drafted }));
  return (await Promise.all([...planned, ...last])).flat();
}

async function overOf({ stores }: ObligationDeps, row: InterviewRow): Promise<InterviewRow> {
  const change = await expire.decide(stores, row, {
    tenantId: row.tenantId,
    interviewId: row._id,
    actor: { party: 'timer', id: null },
    now: row.link.bookBy.getTime(),
    requestId: 'preview',
  });
  return { ...row, ...(change.set as Partial<InterviewRow>), notices: [...row.notices, ...(change.notices ?? [])] };
}

async function bookedMailsOf(
  app: ObligationDeps,
  row: InterviewRow,
  drafted: Drafted,
  startsAt: number,
): Promise<MailPreview[]> {
  const booked = await bookedAt(app, row, drafted, startsAt);
  if (booked === null) return [];
  const theirs = notifyItems(booked).filter(({ recipient }) => recipient.role === 'candidate');
  return (await Promise.all(theirs.map((item) => mailOf(app, booked, { item, drafted })))).flat();
}

/** The invitation as booking this start would leave it, with whom the engine would choose now; nothing is held. */
async function bookedAt(
  { stores, now: clock }: ObligationDeps,
  row: InterviewRow,
  { people }: Drafted,
  startsAt: number,
): Promise<InterviewRow | null> {
  const now = clock();
  const by = { now, requestId: 'preview', actor: { party: 'candidate' as const }, people };
  const question = await askAbout(stores, row, by, {
    startsAt,
    bounds: await readBounds(stores, row, 'candidate', now),
  });
  const { tenantId, _id: bookingId, zone } = row;
  const wish = { tenantId, bookingId, requestId: by.requestId, startsAt, now, expiresAt: now, own: null };
  const claim = unwrittenClaim(question, wish);
  if (claim === null) return null;
  const { set, notices = [] } = bookChange({ row, context: by, claim, status: 'scheduled' }, { zone });
  return { ...row, ...(set as Partial<InterviewRow>), notices: [...row.notices, ...notices] };
}

function notifyItems(row: InterviewRow): NotifyItem[] {
  return agendaOf(planFacts(row, new Set())).items.filter((item) => item.does === 'notify');
}

async function mailOf(
  app: ObligationDeps,
  row: InterviewRow,
  { item, drafted }: { readonly item: NotifyItem; readonly drafted: Drafted },
): Promise<MailPreview[]> {
  const tokens = { ...app.tokens, sign: () => placeholder };
  const said = await messageOf({ ...app, tokens, now: () => item.at }, row, item, drafted);
  if ('skip' in said) return [];
  const content = mailContent(said.message, item.at);
  const { to } = said.message;
  return [
    {
      kind: item.kind as MailKind,
      at: instantText(item.at),
      to: to.email,
      subject: content.subject,
      text: renderText(content),
    },
  ];
}
