import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { CalendarEvent } from '../events/event-shape.ts';
import { addAccount, createWorld, type World } from './world.ts';

const calendarSchema = z.object({
  id: z.string(),
  summary: z.string(),
  timeZone: z.string(),
  accessRole: z.enum(['owner', 'writer', 'reader', 'freeBusyReader']),
  primary: z.boolean(),
  epoch: z.number(),
  events: z.array(z.looseObject({ id: z.string() })),
});
const keptSchema = z.object({
  revision: z.number(),
  accounts: z.array(z.object({ email: z.string(), calendars: z.array(calendarSchema) })),
  grants: z.array(z.object({ email: z.string(), scope: z.string(), refreshToken: z.string() })),
  channels: z
    .array(
      z.object({
        id: z.string(),
        resourceId: z.string(),
        email: z.string(),
        calendarId: z.string(),
        address: z.string(),
        token: z.string(),
        expiresAt: z.number(),
        told: z.number(),
      }),
    )
    .default([]),
  /** Of access tokens: which grant they belong to, by its place. */
  access: z.array(z.object({ token: z.string(), grant: z.number(), expiresAt: z.number() })),
});

/** The world as a file has it, with these people in it besides; an empty one where there is no file. */
export function openWorld(file: string | null, emails: readonly string[]): World {
  const world = createWorld();
  const text = file === null ? null : textOf(file);
  if (text !== null) fill(world, keptSchema.parse(JSON.parse(text)));
  for (const email of emails) addAccount(world, email, 'Europe/Berlin');
  return world;
}

function fill(world: World, kept: z.infer<typeof keptSchema>): void {
  world.revision = kept.revision;
  for (const { email, calendars } of kept.accounts) {
    const all = calendars.map(({ events, ...one }) => {
      const known = events.map((event) => [event.id, event as unknown as CalendarEvent] as const);
      return [one.id, { ...one, events: new Map(known) }] as const;
    });
    world.accounts.set(email, { email, calendars: new Map(all) });
  }
  for (const grant of kept.grants) world.grants.add(grant);
  for (const channel of kept.channels) world.channels.set(channel.id, channel);
  for (const { token, grant: place, expiresAt } of kept.access) {
    const grant = kept.grants[place];
    if (grant !== undefined) world.access.set(token, { grant, expiresAt });
  }
}

/** Writes the file, whole or not at all. */
export function keepWorld(file: string, { revision, accounts, grants, access, channels }: World): void {
  const all = [...grants];
  const kept: z.input<typeof keptSchema> = {
    revision,
    accounts: [...accounts.values()].map(({ email, calendars }) => ({
      email,
      calendars: [...calendars.values()].map((one) => ({ ...one, events: [...one.events.values()] })),
    })),
    grants: all,
    channels: [...channels.values()].filter(({ expiresAt }) => expiresAt > Date.now()),
    access: [...access]
      .map(([token, { grant, expiresAt }]) => ({ token, grant: all.indexOf(grant), expiresAt }))
      .filter(({ expiresAt }) => expiresAt > Date.now()),
  };
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(kept), { mode: 0o600 });
  renameSync(draft, file);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
