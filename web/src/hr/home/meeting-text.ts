import type { Hr } from '../session/hr-context.tsx';
import type { Meeting } from './home.queries.ts';

type Teller = Pick<Hr, 't' | 'seesPeople'>;

/** The page of a meeting. */
export function hrefOf({ appointment, interviewId }: Meeting): string {
  return `/hr/${appointment === null ? 'interviews' : 'appointments'}/${interviewId}`;
}

/** Who comes, as far as the reader may know; else what it is called. */
export function nameOf({ candidate, interviewId }: Meeting, { t, seesPeople }: Teller): string {
  return (seesPeople() && candidate.name) || t('list.hidden', { id: interviewId.slice(-6) });
}

/** What it is about. */
export function whatOf({ jobTitle }: Meeting): string {
  return jobTitle;
}
