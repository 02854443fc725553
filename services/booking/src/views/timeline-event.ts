import type { ChangedFact } from '../journal/audit-store.ts';

export interface TimelineEvent {
  /** Its address on the timeline; of a mail the key by which it is read. */
  readonly id: string;
  readonly at: string;
  /** A mail of which what it said was kept. */
  readonly isReadable?: true;
  /** `past` happened, `future` is planned, `skipped` will not be or was not done, with the reason. */
  readonly when: 'past' | 'future' | 'skipped' | 'failed';
  readonly source: 'command' | 'mail' | 'timer';
  readonly what: string;
  readonly actor: {
    readonly party: string;
    readonly name: string | null;
    /** Of staff, where their name may be known. */
    readonly personId?: string;
  } | null;
  readonly detail: Record<string, string | number | boolean | null>;
  /** Before and after of what it changed, with names instead of ids; absent where that was not kept. */
  readonly changed?: readonly ChangedFact[];
  readonly because?: string;
  /** What staff wrote of it; for those who may know. */
  readonly written?: readonly string[];
}
