import type { PolicyInput } from '@interlude/shared/booking/policy';
import { slugOf, slugsLike } from '@interlude/shared/slug';
import { type InTransaction, isDuplicateKey } from '../mongo/mongo.ts';
import type { BookingConfig } from '../runtime/config.ts';
import { newId } from '../runtime/new-id.ts';
import { hashForAccount } from './account-hash.ts';
import { refuseKnownWords } from './new-password.ts';
import { newPerson } from './new-person.ts';
import type { PersonStore } from './person-store.ts';
import type { TenantStore } from './tenant-store.ts';
import { zoneFrom } from './zone-from.ts';

export interface NewTenant {
  readonly name: string;
  readonly zone: string;
  readonly contact: { name: string; email: string };
  readonly policy: PolicyInput;
  readonly administrator: { name: string; email: string; password: string; zone: string };
}

interface TenantDeps {
  readonly config: Pick<BookingConfig, 'passwordMemory'>;
  readonly now: () => number;
  readonly stores: {
    readonly inTransaction: InTransaction;
    readonly tenants: TenantStore;
    readonly people: PersonStore;
  };
}

const defaultCaps = { perDay: 3, perWeek: 10 };

export async function createTenant(app: TenantDeps, input: NewTenant) {
  const { name, contact, policy, administrator } = input;
  const createdAt = new Date(app.now());
  refuseKnownWords('administrator.password', administrator.password, { ...administrator, company: name });
  const tenantId = newId('tenant');
  const person = newPerson({
    tenantId,
    name: administrator.name,
    email: administrator.email,
    roles: ['tenant_admin'],
    zone: zoneFrom(administrator.zone),
    passwordHash: await hashForAccount(app, administrator, administrator.password),
    caps: defaultCaps,
    createdAt,
  });
  const isTaken = async (slug: string) => (await app.stores.tenants.findBySlug(slug)) !== null;
  for (const slug of slugsLike(slugOf(name, 'company'))) {
    if (await isTaken(slug)) continue;
    try {
      await app.stores.inTransaction(async () => {
        await app.stores.tenants.insert({
          _id: tenantId,
          name,
          slug,
          zone: zoneFrom(input.zone),
          contact,
          policy,
          caps: defaultCaps,
          createdAt,
        });
        await app.stores.people.insert(person);
      });
      return { tenantId, personId: person._id };
    } catch (error) {
      // Of companies of one name that are set up at once, all but one find out at the index.
      if (!isDuplicateKey(error) || !(await isTaken(slug))) throw error;
    }
  }
  throw new Error('no name left');
}
