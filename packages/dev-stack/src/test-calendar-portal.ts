import { inject } from 'vitest';
import { startPortal } from './portal.ts';
import type { ServiceName } from './portal-settings.ts';
import { startCompany } from './test-company.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';

/** A company on real processes with calendars among them, in databases of its own. */
export async function startCalendarPortal(more: readonly ServiceName[] = []) {
  const databases = {
    booking: freshDatabaseName('booking'),
    notifications: freshDatabaseName('notifications'),
    calendars: freshDatabaseName('calendars'),
  };
  const temporalNamespace = await freshNamespace();
  const portal = await startPortal({
    mongoUrl: inject('mongoUrl'),
    temporalAddress: inject('temporalAddress'),
    temporalNamespace,
    databases,
    services: ['sandbox', 'booking', 'notifications', 'workflows', 'calendars', ...more],
    env: { booking: { INTERLUDE_LIMITS: 'off' }, notifications: { INTERLUDE_SENDS_PER_SECOND: '0' } },
  });
  return { portal, company: await startCompany(portal), databases, temporalNamespace };
}
