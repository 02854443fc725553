declare const kind: unique symbol;

/** An opaque id, sortable by time: `<prefix>_<ULID>`. The brand keeps one kind from being passed for another. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

/** Minted only by booking's `access/`, from a session or a verified token, so that no input can name a tenant. */
export type TenantId = Id<'tenant'>;
export type InterviewId = Id<'interview'>;
/** Whatever holds time of people; so far interviews. */
export type BookingId = InterviewId;
export type PersonId = Id<'person'>;
export type CandidateId = Id<'candidate'>;
export type TemplateId = Id<'template'>;
export type JobId = Id<'job'>;
export type ApplicationId = Id<'application'>;
export type ResourceId = Id<'resource'>;
export type ReservationId = Id<'reservation'>;
export type RetakeRequestId = Id<'retakeRequest'>;

/** The prefix each kind of id carries on the wire. */
export const idPrefixes = {
  tenant: 'ten',
  interview: 'int',
  person: 'per',
  candidate: 'can',
  template: 'tpl',
  job: 'job',
  application: 'app',
  resource: 'res',
  reservation: 'rsv',
  retakeRequest: 'rtk',
  event: 'evt',
  session: 'ses',
  timeOff: 'off',
} as const;

export type IdKind = keyof typeof idPrefixes;
