import { z } from 'zod';

const textSchema = z.string().max(8_192);
const timeSchema = z
  .strictObject({ date: z.iso.date().optional(), dateTime: textSchema.optional(), timeZone: textSchema.optional() })
  .refine(({ date, dateTime }) => (date === undefined) !== (dateTime === undefined), 'date or dateTime');
export type EventTime = z.infer<typeof timeSchema>;

const attendeeSchema = z.looseObject({
  email: textSchema,
  self: z.boolean().optional(),
  responseStatus: z.enum(['needsAction', 'declined', 'tentative', 'accepted']).optional(),
});

/** What a client may write of an event. */
export const eventBodySchema = z.looseObject({
  id: z
    .string()
    .regex(/^[a-v0-9]{5,1024}$/, 'Invalid resource id value.')
    .optional(),
  iCalUID: textSchema.optional(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']).optional(),
  summary: textSchema.optional(),
  description: textSchema.optional(),
  location: textSchema.optional(),
  start: timeSchema.optional(),
  end: timeSchema.optional(),
  recurrence: z.array(textSchema).optional(),
  transparency: z.enum(['opaque', 'transparent']).optional(),
  eventType: z.enum(['default', 'outOfOffice', 'focusTime', 'workingLocation', 'birthday', 'fromGmail']).optional(),
  sequence: z.int().nonnegative().optional(),
  attendees: z.array(attendeeSchema).optional(),
  extendedProperties: z
    .strictObject({
      private: z.record(z.string(), z.string()).optional(),
      shared: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});
export type EventBody = z.infer<typeof eventBodySchema>;

/** An event as it is kept; an exception of a series names it and the start that it stands for. */
export type CalendarEvent = EventBody & {
  readonly id: string;
  readonly iCalUID: string;
  readonly etag: string;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly created: string;
  readonly updated: string;
  readonly recurringEventId?: string;
  readonly originalStartTime?: EventTime;
  /** Of the world, when it was changed last. */
  readonly revision: number;
};
