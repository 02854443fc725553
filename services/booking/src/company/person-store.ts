import type { StaffRole } from '@interlude/shared/booking/terms';
import type { LostCalendarId, PersonId, TenantId } from '@interlude/shared/ids';
import type { PersonSettings, Recurring } from '@interlude/shared/schemas/availability';
import type { DateOverride, WeeklyRange } from '@interlude/shared/slots/slot-question';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { changeOf, type RowChange } from '../mongo/versioned-row.ts';
import { countWrites } from '../mongo/write-count.ts';
import { createWhole, makeSearched } from '../search/search-entry-store.ts';
import type { PictureRef } from './picture-store.ts';

/** A staff member; whoever interviews also has hours. Staff member and person are one thing. */
export interface PersonRow {
  _id: PersonId;
  tenantId: TenantId;
  name: string;
  title: string | null;
  email: string;
  roles: StaffRole[];
  passwordHash: string | null;
  zone: string;
  locale: string;
  interviewTypes: string[];
  /** What this person can interview about; absent in old rows. */
  skills?: string[];
  caps: { perDay: number | null; perWeek: number | null };
  settings?: PersonSettings;
  weekly: WeeklyRange[];
  overrides: DateOverride[];
  recurring?: Recurring[];
  photo?: PictureRef | null;
  /** A sentence about themselves, for those they meet. */
  about?: string | null;
  active: boolean;
  /** Somebody has signed in as them: from then on they are told of every other browser. Absent in old rows. */
  hasSignedIn?: boolean;
  /** When they were last invited to set a password; absent where nobody invited them by mail. */
  invitedAt?: Date;
  /** Rises with every change; absent in rows that were not changed since there were versions. */
  version?: number;
  /** Other calendars of theirs take time: they are looked at before something is booked. */
  hasCalendars?: boolean;
  /** Names the calendar of theirs in which bookings stand; absent or null for none. */
  writesTo?: string | null;
  /** Since when they have one, whichever. */
  writesSince?: Date | null;
  /** Not all that they are booked for was asked yet to stand there. */
  placesDue?: boolean;
  /** Of each connection to a calendar of theirs the last time that it needed them to sign in again. */
  lostCalendars?: readonly LostCalendar[];
  /** When this person left, as long as interviews may still turn up that count on them. */
  leftAt?: Date;
  /** Names the last change of the person whose effect on open bookings nobody has checked yet. */
  gapsDue?: string;
  createdAt: Date;
}

/** Somebody has to sign in at a calendar of theirs again. */
export interface LostCalendar {
  readonly connectionId: string;
  /** Names the mail that tells them. */
  readonly mailId: LostCalendarId;
  /** The host it is read from. */
  readonly name: string;
  readonly lostAt: Date;
  readonly isOver: boolean;
}

type Owner = Pick<PersonRow, '_id' | 'tenantId'>;

export interface GapsDue {
  readonly tenantId: TenantId;
  readonly _id: string;
  readonly gapsDue: string;
}

/** A person as others meet them: without what only signing in needs. */
export type Colleague = Omit<PersonRow, 'passwordHash'>;

const schema = new Schema<Stored<PersonRow>>(
  {
    _id: String,
    tenantId: String,
    name: String,
    title: String,
    email: String,
    roles: [String],
    passwordHash: String,
    zone: String,
    locale: String,
    interviewTypes: [String],
    skills: { type: [String], default: undefined },
    caps: Schema.Types.Mixed,
    settings: Schema.Types.Mixed,
    weekly: Schema.Types.Mixed,
    overrides: Schema.Types.Mixed,
    recurring: Schema.Types.Mixed,
    photo: Schema.Types.Mixed,
    about: String,
    active: Boolean,
    hasSignedIn: Boolean,
    invitedAt: Date,
    version: Number,
    leftAt: Date,
    hasCalendars: Boolean,
    writesTo: String,
    writesSince: Date,
    placesDue: Boolean,
    lostCalendars: Schema.Types.Mixed,
    gapsDue: String,
    createdAt: Date,
  },
  { collection: 'people', strict: 'throw', versionKey: false, minimize: false },
);

countWrites(schema);
makeSearched(schema, 'person');

// An address has one account in a company; which companies it has one in is nobody else's business. Whoever has left keeps
// theirs on record and leaves it to others. Sign-in, which does not know the company, asks by its first fields.
export const activeAddress = { active: 1, email: 1, tenantId: 1 } as const;
export const personIndexes = [
  { key: activeAddress, unique: true, partialFilterExpression: { active: true } },
  { key: { tenantId: 1, name: 1 } },
  { key: { leftAt: 1 }, partialFilterExpression: { leftAt: { $exists: true } } },
  { key: { gapsDue: 1 }, partialFilterExpression: { gapsDue: { $exists: true } } },
  { key: { tenantId: 1, 'lostCalendars.isOver': 1 }, partialFilterExpression: { 'lostCalendars.isOver': false } },
] as const;

export const noSettings: PersonSettings = { buffers: null, minimumNotice: null };

export type PersonStore = ReturnType<typeof createPersonStore>;

export function createPersonStore(connection: Connection) {
  const Person = connection.model('Person', schema);
  const whole = createWhole(connection);

  return {
    async insert(row: PersonRow): Promise<void> {
      await whole(() => Person.insertMany([row], { lean: true }));
    },

    async find(tenantId: TenantId, personId: string): Promise<PersonRow | null> {
      return await Person.findOne({ tenantId, _id: personId }).lean<PersonRow>();
    },

    /** The people of these ids, in no order; unknown ids are left out. */
    async listByIds(tenantId: TenantId, personIds: readonly string[]): Promise<PersonRow[]> {
      return await Person.find({ tenantId, _id: mongoose.trusted({ $in: [...personIds] }) }).lean<PersonRow[]>();
    },

    async list(tenantId: TenantId): Promise<PersonRow[]> {
      return await Person.find({ tenantId }).sort({ name: 1 }).lean<PersonRow[]>();
    },

    /** Null where there is no such row, or none of the version that was expected. */
    async change(tenantId: TenantId, change: RowChange<PersonRow>): Promise<PersonRow | null> {
      const { filter, update } = changeOf(tenantId, change);
      return await whole(
        async () => await Person.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<PersonRow>(),
      );
    },

    /** What other calendars of theirs are for. It is no part of what HR edit, so it changes no version. */
    async setCalendars(
      tenantId: TenantId,
      personId: PersonId,
      set: Required<Pick<PersonRow, 'hasCalendars' | 'writesTo' | 'placesDue'>> & Pick<PersonRow, 'writesSince'>,
    ): Promise<void> {
      await Person.updateOne({ tenantId, _id: personId }, { $set: set });
    },

    /** It is no part of what HR edit, so it changes no version. */
    async setLostCalendars({ tenantId, _id }: Owner, lostCalendars: readonly LostCalendar[]): Promise<void> {
      await Person.updateOne({ tenantId, _id }, { $set: { lostCalendars } });
    },

    /** Whose calendar that is; null where it was lost anew since, or they have left. */
    async findByLostCalendar(tenantId: TenantId, mailId: string): Promise<PersonRow | null> {
      return await Person.findOne({ tenantId, active: true, 'lostCalendars.mailId': mailId }).lean<PersonRow>();
    },

    /** It is no part of what HR edit, so it changes no version. */
    async noteSignedIn({ tenantId, _id }: Owner): Promise<void> {
      await Person.updateOne({ tenantId, _id }, { $set: { hasSignedIn: true } });
    },

    /** Who has to sign in at a calendar of theirs again: in the whole company, or whether this person has. */
    async listWithLostCalendar(
      tenantId: TenantId,
      personId: PersonId | null,
    ): Promise<Pick<PersonRow, '_id' | 'name' | 'lostCalendars'>[]> {
      const whose = personId === null ? {} : { _id: personId };
      const filter = { tenantId, active: true, 'lostCalendars.isOver': false, ...whose };
      return await Person.find(filter, { name: 1, lostCalendars: 1 }).lean<PersonRow[]>();
    },

    /** Answers the person as they were before. It is no part of what HR edit, so it changes no version. */
    async setPhoto(tenantId: TenantId, personId: PersonId, photo: PictureRef | null): Promise<PersonRow | null> {
      return await Person.findOneAndUpdate({ tenantId, _id: personId }, { $set: { photo } }).lean<PersonRow>();
    },

    /** Who has left and may still be counted on, across tenants. */
    async listLeavers(after: string): Promise<Pick<PersonRow, '_id' | 'tenantId' | 'leftAt'>[]> {
      const fields = { tenantId: 1, leftAt: 1 };
      return await Person.find(
        { _id: mongoose.trusted({ $gt: after }), leftAt: mongoose.trusted({ $exists: true }) },
        fields,
        { crossTenant: true },
      )
        .sort({ _id: 1 })
        .limit(200)
        .lean<PersonRow[]>();
    },

    /** Whose last change nobody has followed up, across tenants. */
    async listGapsDue(after: string): Promise<GapsDue[]> {
      const due = { _id: mongoose.trusted({ $gt: after }), gapsDue: mongoose.trusted({ $exists: true }) };
      return await Person.find(due, { tenantId: 1, gapsDue: 1 }, { crossTenant: true })
        .sort({ _id: 1 })
        .limit(200)
        .lean<GapsDue[]>();
    },

    /** Marks that change as followed up; a later one stays due. */
    async settleGaps({ tenantId, _id, gapsDue }: GapsDue): Promise<void> {
      await Person.updateOne({ tenantId, _id, gapsDue }, { $unset: { gapsDue: 1 } });
    },

    /** Marks a person who left as no longer counted on by any booking. */
    async settleLeaver(tenantId: TenantId, personId: string): Promise<void> {
      await Person.updateOne({ tenantId, _id: personId }, { $unset: { leftAt: 1 } });
    },

    /**
     * Sets the password of somebody active; with `former` only over that one. It is no part of what HR edit, so it
     * changes no version. False when nothing was set.
     */
    async setPassword({ tenantId, _id }: Owner, passwordHash: string, former?: string | null): Promise<boolean> {
      const seen = former === undefined ? {} : { passwordHash: former };
      const found = { tenantId, _id, active: true, ...seen };
      return (await Person.updateOne(found, { $set: { passwordHash } })).matchedCount === 1;
    },

    async noteInvited({ tenantId, _id }: Owner, invitedAt: Date): Promise<void> {
      await Person.updateOne({ tenantId, _id }, { $set: { invitedAt } });
    },

    /** How many others could still manage the company: they are active and have a password. */
    async countOtherAdministrators({ tenantId, _id }: Owner): Promise<number> {
      const { trusted } = mongoose;
      const others = { _id: trusted({ $ne: _id }), passwordHash: trusted({ $ne: null }) };
      return await Person.countDocuments({ tenantId, active: true, roles: 'tenant_admin', ...others });
    },

    /** Of those who have not left, for sign-in, which does not know the tenant yet. */
    async listByEmail(email: string): Promise<PersonRow[]> {
      return await Person.find({ active: true, email }, null, { crossTenant: true }).lean<PersonRow[]>();
    },
  };
}
