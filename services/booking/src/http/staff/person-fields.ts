import { interviewTypes, staffRoles } from '@interlude/shared/booking/terms';
import { personSettingsSchema } from '@interlude/shared/schemas/availability';
import { lineSchema, localeSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { skillSchema } from '@interlude/shared/schemas/template';
import { z } from 'zod';
import { isUnbound } from '../../access/permissions.ts';
import type { Staff } from '../../access/staff-access.ts';
import { pictureView } from '../../company/brand.ts';
import { noSettings, type PersonRow } from '../../company/person-store.ts';

const capsSchema = z.strictObject({
  perDay: z.number().int().min(1).max(50).nullable(),
  perWeek: z.number().int().min(1).max(200).nullable(),
});

/** What people write of themselves for those they meet. */
export const aboutSchema = lineSchema(200);

export const personFields = {
  name: lineSchema(120),
  title: lineSchema(120).optional(),
  about: aboutSchema.optional(),
  locale: localeSchema.optional(),
  roles: z.array(z.enum(staffRoles)).min(1).max(5),
  zone: zoneSchema,
  interviewTypes: z.array(z.enum(interviewTypes)).max(20).default([]),
  skills: z.array(skillSchema).max(50).default([]),
  caps: capsSchema.optional(),
  settings: personSettingsSchema.optional(),
};

/** Of somebody active: `invited` until they have set a password with a mailed link. */
function stateOf({ active, passwordHash, invitedAt }: PersonRow): 'active' | 'invited' | 'left' {
  if (!active) return 'left';
  return passwordHash === null && invitedAt !== undefined ? 'invited' : 'active';
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Addresses of colleagues are for those who reach everything. */
export function personView(row: PersonRow, reader: Staff) {
  const isShown = isUnbound(reader.roles) || row._id === reader.personId;
  const { _id, name, title, roles, zone, locale, interviewTypes, skills = [], caps, settings = noSettings } = row;
  const { active, version = 0, about = null, photo, weekly, lostCalendars = [] } = row;
  const ofWork = { interviewTypes, skills, caps, settings };
  return {
    personId: _id as string,
    name,
    title,
    about,
    email: isShown ? row.email : '',
    roles,
    zone,
    locale,
    ...ofWork,
    ...(photo ? { photo: pictureView(photo) } : {}),
    /** Of a usual week. */
    weeklyMinutes: weekly.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0),
    active,
    state: stateOf(row),
    /** Whether a calendar of theirs is not read any more until they sign in there again. */
    needsConsent: active && lostCalendars.some(({ isOver }) => !isOver),
    /** Whether they can sign in; for those who may invite them. */
    hasPassword: row.passwordHash !== null,
    version,
  };
}
