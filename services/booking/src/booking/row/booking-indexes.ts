import { byMark, listIndexes } from './booking-list-store.ts';
import { waitingIndexes } from './waiting-store.ts';

/** The partial ones each serve one question of a background loop. */
export const bookingIndexes = [
  {
    key: { tenantId: 1, rootInterviewId: 1, attempt: 1 },
    unique: true,
    partialFilterExpression: { rootInterviewId: { $exists: true } },
  },
  { key: { tenantId: 1, clientId: 1 }, partialFilterExpression: { clientId: { $exists: true } } },
  { key: { tenantId: 1, applicationId: 1 } },
  ...listIndexes,
  {
    key: { tenantId: 1, 'part.invitationId': 1 },
    partialFilterExpression: { 'part.invitationId': { $exists: true } },
  },
  { key: { tenantId: 1, placeIn: 1 }, partialFilterExpression: { placeIn: { $exists: true } } },
  {
    key: { tenantId: 1, 'series.seriesId': 1 },
    partialFilterExpression: { 'series.seriesId': { $exists: true } },
  },
  { key: byMark, partialFilterExpression: { 'marks.since': { $exists: true } } },
  { key: { tenantId: 1, candidateId: 1 }, partialFilterExpression: { candidateId: { $exists: true } } },
  { key: { planOver: 1, _id: 1 }, partialFilterExpression: { planOver: false } },
  { key: { 'dropOuts.state': 1 }, partialFilterExpression: { 'dropOuts.state': 'due' } },
  ...waitingIndexes,
] as const;
