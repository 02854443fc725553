import type { ConsentReport, ElsewhereReport } from '@interlude/shared/contracts/calendars';
import type { ConnectionStore } from '../connections/connection-store.ts';
import type { ConsentStore } from '../connections/consent-store.ts';
import type { SecretBox } from '../connections/secret-box.ts';
import type { DriftDeps } from '../placing/drift.ts';
import type { PlaceDeps } from '../placing/place-event.ts';
import type { CaldavProvider } from '../providers/caldav.ts';
import type { GoogleProvider } from '../providers/google.ts';
import type { GoogleTokens } from '../providers/google-tokens.ts';
import type { BusyProvider } from '../providers/provider.ts';
import type { ReadingPool } from '../reading/reading-pool.ts';
import type { TurnStore } from './turn-store.ts';
import type { WatchDeps } from './watching.ts';

/** What a look at calendars, and whatever else people do with them, needs. */
export interface LookDeps extends WatchDeps, Omit<DriftDeps, 'isThere'>, Pick<PlaceDeps, 'writers'> {
  readonly connections: ConnectionStore;
  readonly turns: TurnStore;
  readonly secrets: SecretBox;
  readonly consents: ConsentStore;
  /** Null where Google is not configured. */
  readonly tokens: GoogleTokens | null;
  readonly pool: Pick<ReadingPool, 'begin'>;
  readonly providers: {
    // biome-ignore lint/suspicious/noExplicitAny: each provider knows its own secret.
    readonly ics: BusyProvider<any>;
    readonly caldav: CaldavProvider;
    readonly google: GoogleProvider;
  };
  /** Tells booking, which says whether the person is gone, and else their zone; throws when it did not take it. */
  readonly report: (report: ElsewhereReport) => Promise<{ readonly isGone: boolean; readonly zone?: string }>;
  /** Tells booking that somebody has to let us in again, or has; throws when it did not take it. */
  readonly reportConsent: (report: ConsentReport) => Promise<void>;
  /** Of the address people know this product by. */
  readonly publicHost: string;
}
