import { type GroupId, idPrefixes } from '@interlude/shared/ids';
import type { GroupTerms } from '../../calendar/joinable-sessions.ts';
import type { InterviewRow } from './booking-row.ts';
import type { ScheduledCore } from './scheduled-core.ts';

/**
 * A group session: what is owed to those who give it. It comes into being with the first place that is booked and ends
 * when the last one is given back; its reservation holds the people, and its guests have bookings of their own.
 */
export interface SessionRow extends ScheduledCore {
  kind: 'group';
  _id: GroupId;
  /** On which its guests booked their places. */
  terms: GroupTerms;
  /** Of what its guests booked. */
  type: InterviewRow['type'] | 'appointment';
}

/** Where only an id is known, this tells which collection has the row. */
export function isSessionId(id: string): id is GroupId {
  return id.startsWith(`${idPrefixes.group}_`);
}
