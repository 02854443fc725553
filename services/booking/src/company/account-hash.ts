import { hashPassword } from './password.ts';
import type { PersonRow, PersonStore } from './person-store.ts';

interface HashDeps {
  readonly config: { readonly passwordMemory: number };
  readonly stores: { readonly people: Pick<PersonStore, 'listByEmail'> };
}

type Account = Pick<PersonRow, 'email'> & { readonly _id?: PersonRow['_id'] };

/**
 * What is stored of a new password. The accounts of one address in several companies share a salt, so that trying a
 * password on all of them takes no longer than on one, and the time tells nobody how many there are.
 */
export async function hashForAccount(
  { config, stores }: HashDeps,
  { email, _id }: Account,
  password: string,
): Promise<string> {
  const others = (await stores.people.listByEmail(email)).filter((other) => other._id !== _id);
  return await hashPassword(
    password,
    config.passwordMemory,
    others.map(({ passwordHash }) => passwordHash),
  );
}
