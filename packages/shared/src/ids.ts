declare const kind: unique symbol;

/** An opaque id, sortable by time: `<prefix>_<ULID>`. The brand keeps one kind from being passed for another. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

/** Minted only by booking's `access/`, from a session or a verified token, so that no input can name a tenant. */
export type TenantId = Id<'tenant'>;
export type InterviewId = Id<'interview'>;
export type AppointmentId = Id<'appointment'>;
/** A meeting of several guests who booked a place each. */
export type GroupId = Id<'group'>;
/** Whatever holds time of people. */
export type BookingId = InterviewId | AppointmentId | GroupId;
export type PersonId = Id<'person'>;
export type CandidateId = Id<'candidate'>;
export type TemplateId = Id<'template'>;
export type JobId = Id<'job'>;
export type NoteId = Id<'note'>;
export type ListViewId = Id<'listView'>;
export type ApplicationId = Id<'application'>;
/** Several bookings invited to together, its parts. */
export type InvitationId = Id<'invitation'>;
export type ResourceId = Id<'resource'>;
export type ReservationId = Id<'reservation'>;
export type ServiceId = Id<'service'>;
export type ClientId = Id<'client'>;
export type ProofId = Id<'proof'>;
/** A mailed link with which somebody of the staff sets a password. */
export type PasswordKeyId = Id<'passwordKey'>;
/** That somebody has to let us into a calendar of theirs again. */
export type LostCalendarId = Id<'lostCalendar'>;
/** That something has happened to somebody's account, which they are told by mail. */
export type AccountNoticeId = Id<'accountNotice'>;
/** What is no booking and has one mail. */
export type SingleMailId = ProofId | PasswordKeyId | LostCalendarId | AccountNoticeId;
/** A calendar of somebody, elsewhere. */
export type ConnectionId = Id<'connection'>;
export type RetakeRequestId = Id<'retakeRequest'>;

/** The prefix each kind of id carries on the wire. */
export const idPrefixes = {
  tenant: 'ten',
  interview: 'int',
  appointment: 'apt',
  group: 'grp',
  service: 'svc',
  client: 'cli',
  proof: 'prf',
  passwordKey: 'pwk',
  person: 'per',
  candidate: 'can',
  template: 'tpl',
  job: 'job',
  note: 'nte',
  listView: 'vew',
  application: 'app',
  resource: 'res',
  reservation: 'rsv',
  retakeRequest: 'rtk',
  event: 'evt',
  session: 'ses',
  timeOff: 'off',
  invitation: 'inv',
  connection: 'con',
  lostCalendar: 'lcl',
  accountNotice: 'acn',
} as const;

export type IdKind = keyof typeof idPrefixes;
