import { offsetsOver } from '@interlude/shared/time/time-zone';
import { coveredFrom, coveredTo } from '@interlude/shared/time/zone-table.gen';
import { type Accessor, createContext, createMemo, createSignal, type ParentProps, useContext } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { createZonedText, type ZonedText } from '../../time/formats.models.ts';
import { createNow } from '../../ui/now.ts';
import { type HrTranslator, useWords } from '../words/hr-words.tsx';
import type { Me, StaffPermission } from './session.queries.ts';

/** A line that says what took effect, with a way on where there is one. */
export interface Said {
  readonly text: string;
  readonly link?: { readonly href: string; readonly text: string };
  /** Takes it back, where nothing was sent; offered for ten seconds. */
  readonly undo?: () => Promise<void>;
  /** The page that it leads to, where it is still to be read. */
  readonly leadsTo?: string;
}

export interface Hr {
  readonly t: HrTranslator;
  readonly me: Accessor<Me>;
  readonly may: (permission: StaffPermission) => boolean;
  /** Whether names and addresses are in the answers. */
  readonly seesPeople: Accessor<boolean>;
  /** Texts of instants in the zone of the person who looks. */
  readonly text: Accessor<ZonedText>;
  /** The same in any other zone. */
  readonly textIn: (zone: string) => ZonedText;
  readonly now: Accessor<number>;
  readonly said: Accessor<Said | null>;
  readonly say: (said: Said | null) => void;
}

export const HrContext = createContext<Hr>();
// Far enough for every booking that a timeline or calendar can hold.
const spanMs = 3 * 366 * 86_400_000;

/** What every page of the console knows: who looks, what they may do, how their times read. */
export function HrProvider(props: ParentProps<{ readonly me: Me }>) {
  const t = useWords();
  const { formats } = useI18n();
  const [said, say] = createSignal<Said | null>(null);
  const now = createNow(() => 0);
  const textIn = (zone: string) => {
    const offsets = offsetsOver(
      zone,
      Math.max(coveredFrom, Date.now() - spanMs),
      Math.min(coveredTo - 1, Date.now() + spanMs),
    );
    return createZonedText(
      formats(),
      zone,
      offsets.map(({ from, minutes }) => ({ from: new Date(from).toISOString(), minutes })),
    );
  };
  const text = createMemo(() => textIn(props.me.zone));
  const value: Hr = {
    t,
    me: () => props.me,
    may: (permission) => props.me.permissions.includes(permission),
    seesPeople: () => props.me.roles.some((role) => role !== 'ops'),
    text,
    textIn,
    now,
    said,
    say,
  };
  return <HrContext.Provider value={value}>{props.children}</HrContext.Provider>;
}

export function useHr(): Hr {
  const value = useContext(HrContext);
  if (!value) throw new Error('useHr outside of HrProvider');
  return value;
}
