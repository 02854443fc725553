import { whichFit } from '../company/password.ts';
import type { PersonRow } from '../company/person-store.ts';
import { Refused, refuse } from '../runtime/refused.ts';
import type { AccessDeps, Context } from './deps.ts';
import { knownAmong } from './known-devices.ts';
import { addressKey } from './rate-limits.ts';

export interface SignInWish {
  readonly email: string;
  readonly password: string;
  /** Which company, where the address has accounts in several. */
  readonly tenantId?: string | undefined;
}

interface Found {
  readonly person: PersonRow;
  /** Whether this browser has signed in to the account before. */
  readonly isKnown: boolean;
}

/**
 * The account that an address and a password fit. Unknown and wrong answer alike, in the same time, however many
 * companies have the address; which ones is said to nobody whose password does not fit them.
 */
export async function findAccount(context: Context, { email, password, tenantId }: SignInWish): Promise<Found> {
  const { app, req, requestId } = context;
  const accounts = await app.stores.people.listByEmail(email);
  const known = knownAmong(app.config.internalKey, req, accounts);
  const asked = accounts.filter((account) => tenantId === undefined || account.tenantId === tenantId);
  const isShared = accounts.length > 1;
  const counted = await countSignIn(context, { email, known, asked, isShared });
  const stored = accounts.map(({ passwordHash }) => passwordHash);
  const fits = await whichFit(password, stored, app.config.passwordMemory).catch(async (error: unknown) => {
    // The password was never checked because too many people are signing in, so the attempt does not count.
    await counted.giveBack();
    throw error;
  });
  const [person, ...others] = accounts.filter((account, at) => fits[at] && counted.open.includes(account));
  if (person === undefined) {
    app.log.warn({ requestId }, 'sign-in refused');
    return refuse({ code: 'not_signed_in' });
  }
  if (others.length > 0) {
    await counted.giveBack();
    return refuse({ code: 'several_companies', companies: await companiesOf(app, [person, ...others]) });
  }
  await counted.forget(person);
  return { person, isKnown: known.includes(person) };
}

async function companiesOf({ stores }: AccessDeps, accounts: readonly PersonRow[]) {
  const tenants = await Promise.all(accounts.map(({ tenantId }) => stores.tenants.get(tenantId)));
  return tenants.map(({ _id, name }) => ({ tenantId: _id as string, name })).toSorted(byName);
}

const byName = (one: { readonly name: string }, other: { readonly name: string }) => (one.name < other.name ? -1 : 1);

interface Attempt {
  readonly email: string;
  readonly known: readonly PersonRow[];
  readonly asked: readonly PersonRow[];
  readonly isShared: boolean;
}

interface Counted {
  /** The accounts that the password may be compared with. */
  readonly open: readonly PersonRow[];
  giveBack(): Promise<unknown>;
  forget(person: PersonRow): Promise<unknown>;
}

/**
 * Counts an attempt before the password is looked at: guesses sent at once must not all pass before the first has
 * failed. Failures slow down their own network, and many of them also every unknown device at this address. A device that
 * has signed in before is counted by itself; the mailed link of a lost password makes a browser such a device.
 */
async function countSignIn(context: Context, attempt: Attempt): Promise<Counted> {
  const { known, asked, isShared } = attempt;
  const here = known.length > 0 ? await countDevice(context, known) : await countAddress(context, attempt.email);
  const strange = asked.filter((account) => !known.includes(account));
  const apart = await countApart(context, isShared ? strange : [], attempt.email);
  const slowed = isShared ? strange.filter(({ _id }) => !apart.passed.includes(_id)) : [];
  return {
    open: asked.filter((account) => !slowed.includes(account)),
    giveBack: async () => await Promise.all([here.giveBack(), apart.giveBack()]),
    forget: async ({ _id }) => await Promise.all([here.forget(), apart.forget(_id)]),
  };
}

async function countDevice({ app: { limits, now } }: Context, known: readonly PersonRow[]) {
  const key = known.map(({ _id }) => _id).join();
  await limits.count('signInDevice', key, now());
  return {
    giveBack: () => limits.giveBack('signInDevice', key),
    forget: () => limits.clear('signInDevice', key),
  };
}

async function countAddress({ app, req }: Context, email: string) {
  const { limits } = app;
  const now = app.now();
  const address = addressKey(req.ip ?? 'unknown');
  const pair = `${email}|${address}`;
  await Promise.all([limits.countSlowing('signIn', pair, now), limits.count('signInAddress', address, now)]);
  const giveBackHere = () => limits.giveBackSlowing('signIn', pair, now);
  try {
    // Counted after the network: an attempt that the network is refused must not slow down others.
    await limits.countSlowing('signInAccount', email, now);
  } catch (error) {
    // The address keeps its count, so that a network cannot go on trying until the wait is over.
    await giveBackHere();
    throw error;
  }
  return {
    giveBack: () =>
      Promise.all([
        giveBackHere(),
        limits.giveBackSlowing('signInAccount', email, now),
        limits.giveBack('signInAddress', address),
      ]),
    forget: () =>
      Promise.all([
        limits.clear('signIn', pair),
        limits.clear('signInAccount', email),
        limits.giveBack('signInAddress', address),
      ]),
  };
}

/**
 * Counts guesses by account too where an address has several: who has one of them would otherwise forget the guesses at
 * the others by signing in. Nothing tells that an account is slowed, and the work is the same where there is none.
 */
async function countApart({ app: { limits, now } }: Context, accounts: readonly PersonRow[], email: string) {
  const at = now();
  const ids = accounts.length > 0 ? accounts.map(({ _id }) => _id as string) : [`nobody|${email}`];
  const tried = await Promise.all(
    ids.map(async (id) => {
      try {
        await limits.countSlowing('signInAccount', id, at);
        return [id];
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return [];
      }
    }),
  );
  const passed: readonly string[] = tried.flat();
  return {
    passed,
    giveBack: () => Promise.all(passed.map((id) => limits.giveBackSlowing('signInAccount', id, at))),
    forget: (id: string) => limits.clear('signInAccount', id),
  };
}
