import { idPrefixes } from '@interlude/shared/ids';
import { isUnbound } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import type { FoundEntry, SearchReach } from '../search/search-entry-store.ts';
import { type AskedWord, askedWords } from '../search/search-words.ts';
import type { SearchKind } from '../search/searched-record.ts';

/** How far these staff find people by name: null everybody, else who applied for their jobs and whom they meet. */
export async function searchReach({ stores }: ObligationDeps, staff: Staff): Promise<SearchReach> {
  const { tenantId, personId, roles } = staff;
  if (isUnbound(roles)) return null;
  const [jobIds, ids] = await Promise.all([
    roles.includes('hiring_manager') ? stores.jobs.listJobIds(tenantId, personId) : [],
    stores.bookings.listGuestIdsOf(tenantId, personId),
  ]);
  return { jobIds, ids };
}

const idShape = new RegExp(`^(${Object.values(idPrefixes).join('|')})_([0-9a-hjkmnp-tv-z]{26})$`, 'i');

/** The id that a text is, as it is stored; null where it is none. */
export function idIn(text: string): string | null {
  const [, prefix, rest] = idShape.exec(text) ?? [];
  return prefix === undefined || rest === undefined ? null : `${prefix.toLowerCase()}_${rest.toUpperCase()}`;
}

// A text that finds more than this is to be longer: a list that it narrows shows some of them.
const mostFound = 1_000;

/** The ids of the records of a kind that the text finds, within the reach of these staff, for a list to be narrowed by. */
export async function recordIdsFound(
  app: ObligationDeps,
  staff: Staff,
  wanted: { readonly kind: SearchKind; readonly text: string },
): Promise<string[]> {
  const reach = await searchReach(app, staff);
  const { kind, text } = wanted;
  const found = await entriesFound(app, staff, { kinds: [kind], text, limit: mostFound, reach });
  return (found[kind] ?? []).map(({ _id }) => _id);
}

// With fewer than this, what is only nearly so is looked for too.
const tooFew = 3;

export type Found = Readonly<Partial<Record<SearchKind, readonly FoundEntry[]>>>;

interface KindsWanted {
  readonly kinds: readonly SearchKind[];
  readonly text: string;
  /** The most of each kind. */
  readonly limit: number;
  readonly reach: SearchReach;
}

/** The same of several kinds, with the reach as it is known already. Colleagues and services are in everybody's. */
export async function entriesFound(
  { stores }: ObligationDeps,
  { tenantId, roles }: Staff,
  { kinds, text, limit, reach }: KindsWanted,
): Promise<Found> {
  const find = async (isNear: boolean) =>
    await Promise.all(
      kinds.map(async (kind) => {
        // Addresses of colleagues are for those who reach everything.
        const words = askedWords(text, { addresses: kind !== 'person' || isUnbound(roles) });
        const within = kind === 'person' || kind === 'service' ? null : reach;
        const found = await stores.searchEntries.find(tenantId, { kind, words, isNear, reach: within, limit });
        return byLikelihood(found, words);
      }),
    );
  const exact = await find(false);
  const asked = askedWords(text, { addresses: true });
  // Whoever types all of a name means it.
  const isNamed = exact.flat().some((entry) => wholeWords(entry, asked) === asked.length);
  const isEnough = isNamed || exact.flat().length >= tooFew || asked.every(isSure);
  const nearly = isEnough ? [] : await find(true);
  const all = kinds.map((kind, n) => {
    const known = new Set(exact[n]?.map(({ _id }) => _id));
    const others = nearly[n]?.filter(({ _id }) => !known.has(_id)) ?? [];
    return [kind, [...(exact[n] ?? []), ...others].slice(0, limit)] as const;
  });
  return Object.fromEntries(all);
}

function isSure({ near }: AskedWord): boolean {
  return near.length === 0;
}

// Whole words before beginnings, what is in use before what is not, new before old.
function byLikelihood(entries: readonly FoundEntry[], words: readonly AskedWord[]): FoundEntry[] {
  return entries
    .map((entry) => ({ entry, whole: wholeWords(entry, words) }))
    .sort(
      (one, other) =>
        other.whole - one.whole ||
        Number(one.entry.isPast) - Number(other.entry.isPast) ||
        (one.entry._id < other.entry._id ? 1 : -1),
    )
    .map(({ entry }) => entry);
}

function wholeWords({ keys }: FoundEntry, words: readonly AskedWord[]): number {
  return words.filter(({ begins }) => begins.some((key) => keys.includes(key))).length;
}
