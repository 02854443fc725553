import { createReaders } from './live-readers.ts';
import { follow, type Stream, watchWhileRead } from './live-watch.ts';

interface Interest {
  readonly tenantId: string;
}

interface Happening extends Interest {
  readonly type: 'changed';
}

/**
 * Tells the open consoles of a company that something in it has changed. Whatever a person or a timer does is audited in
 * its own transaction, so the audit is the one collection to watch; what is true then is read by whoever is told.
 */
export function createCompanyLive(audit: { watch(): Stream }) {
  const readers = createReaders<Interest, Happening>((interest, { tenantId }) => interest.tenantId === tenantId);
  return watchWhileRead(readers, () =>
    follow({
      open: () => audit.watch(),
      onChange({ fullDocument }) {
        if (fullDocument) readers.tellOf({ type: 'changed', tenantId: String(fullDocument['tenantId']) });
      },
      onOpened: async () => undefined,
      onReopened: readers.tellAll,
    }),
  );
}

export type CompanyLive = ReturnType<typeof createCompanyLive>;
