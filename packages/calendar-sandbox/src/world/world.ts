import { randomBytes } from 'node:crypto';
import type { CalendarEvent } from '../events/event-shape.ts';

/** One calendar of one person; the id of the first is their address, as at the provider. */
export interface Calendar {
  readonly id: string;
  readonly summary: string;
  /** IANA. */
  readonly timeZone: string;
  readonly accessRole: 'owner' | 'writer' | 'reader' | 'freeBusyReader';
  readonly primary: boolean;
  /** Deleted ones too: who asks for changes learns of them. */
  readonly events: Map<string, CalendarEvent>;
  /** Sync tokens of another epoch are answered with 410. */
  epoch: number;
}

export interface Account {
  readonly email: string;
  readonly calendars: Map<string, Calendar>;
}

/** What somebody has allowed a client, for as long as nobody takes it back. */
export interface Grant {
  readonly email: string;
  readonly scope: string;
  refreshToken: string;
}

/** Where somebody is told that events of a calendar have changed. */
export interface Channel {
  readonly id: string;
  readonly resourceId: string;
  readonly email: string;
  readonly calendarId: string;
  readonly address: string;
  readonly token: string;
  readonly expiresAt: number;
  told: number;
}

export interface World {
  readonly channels: Map<string, Channel>;
  readonly accounts: Map<string, Account>;
  readonly grants: Set<Grant>;
  /** Of access tokens. */
  readonly access: Map<string, { readonly grant: Grant; readonly expiresAt: number }>;
  /** Rises with every change of an event. */
  revision: number;
  /** A refresh gives another refresh token, and the one before is worth nothing any more. */
  isRotating: boolean;
  /** Seconds that an access token lasts. */
  accessSeconds: number;
}

export function createWorld(): World {
  return {
    accounts: new Map(),
    channels: new Map(),
    grants: new Set(),
    access: new Map(),
    revision: 0,
    isRotating: false,
    accessSeconds: 3_599,
  };
}

/** Somebody with one calendar; who is there already stays as they are. */
export function addAccount(world: World, email: string, timeZone: string): Account {
  const known = world.accounts.get(email);
  if (known !== undefined) return known;
  const account: Account = { email, calendars: new Map() };
  world.accounts.set(email, account);
  addCalendar(account, { id: email, summary: email, timeZone });
  return account;
}

type Blank = Pick<Calendar, 'id' | 'summary' | 'timeZone'> & Partial<Pick<Calendar, 'accessRole'>>;

export function addCalendar(account: Account, of: Blank): Calendar {
  const fresh = { accessRole: 'owner' as const, primary: account.calendars.size === 0, events: new Map(), epoch: 1 };
  const calendar: Calendar = { ...fresh, ...of };
  account.calendars.set(calendar.id, calendar);
  return calendar;
}

/** `primary` names the first. */
export function calendarOf(account: Account, id: string): Calendar | undefined {
  return id === 'primary' ? account.calendars.get(account.email) : account.calendars.get(id);
}

export function secretOf(kind: string): string {
  return `${kind}.${randomBytes(24).toString('base64url')}`;
}
