import { offerEndsAt, untoldOf, wishesOf } from '@interlude/shared/waitlist';
import type { App } from '../app.ts';
import type { CommandContext } from '../interviews/change.ts';
import type { InterviewRow } from '../interviews/interview-row.ts';
import { Refused } from '../refused.ts';
import { readFree } from './read-free.ts';
import type { WaitlistWish } from './waitlist-commands.ts';

/** More than this wait for a company in trouble; those who came later are looked at when the first are served. */
const mostWaiting = 1_000;

type Parts = Pick<App, 'stores' | 'applyCommand' | 'now'>;

/** Somebody in line with what they could have now. */
interface InLine {
  readonly row: InterviewRow;
  readonly panel: readonly string[];
  /** Starts they had not been offered before this round; they come before those who had. */
  readonly wishes: readonly number[];
  readonly untold: readonly number[];
}

/**
 * Looks at everybody who waits, first come first: whoever has no offer gets the first free start that suits them. A
 * start that everybody in line has let go is said to be open to those it was offered to. Looking again changes
 * nothing more, so any process may do it at any time; claim and compare-and-set decide between two.
 */
export async function offerRound(parts: Parts): Promise<void> {
  const rows = await parts.stores.interviews.listWaiting(mostWaiting);
  for (const line of Map.groupBy(rows, ({ tenantId }) => tenantId).values()) {
    const waiting: InLine[] = [];
    for (const row of line) waiting.push(await serve(parts, row));
    for (const one of waiting) await tell(parts, one, waiting);
  }
}

async function serve(parts: Parts, row: InterviewRow): Promise<InLine> {
  const now = parts.now();
  const panel = row.panel.flatMap(({ anyOf }) => anyOf);
  const { waitlist } = row;
  if (!waitlist || row.status !== 'invited') return { row, panel, wishes: [], untold: [] };
  const free = await readFree(parts.stores, row, waitlist.windows, { now });
  const terms = { ...row, bookBy: row.link.bookBy.getTime() };
  const wishes = wishesOf(waitlist, free).filter((startsAt) => offerEndsAt(terms, startsAt, now) !== null);
  if (waitlist.offer === null) await offerFirst(parts, row, wishes);
  return { row, panel, wishes, untold: untoldOf(waitlist, free) };
}

/** Tries the wishes in turn, a few at most: what was lost to others is tried again in the next round. */
async function offerFirst(parts: Parts, row: InterviewRow, wishes: readonly number[]): Promise<void> {
  for (const startsAt of wishes.slice(0, 3)) {
    if (await command(parts, row, { to: 'offer', startsAt })) return;
  }
}

async function tell(parts: Parts, { row, panel, untold }: InLine, line: readonly InLine[]): Promise<void> {
  const open = untold.filter((startsAt) => {
    const isWanted = (one: InLine) => one.wishes.includes(startsAt) && one.panel.some((id) => panel.includes(id));
    return !line.some(isWanted);
  });
  if (open.length > 0) await command(parts, row, { to: 'tellOpen', starts: open });
}

/** False when the facts have moved on. */
async function command({ applyCommand, now }: Parts, row: InterviewRow, wish: WaitlistWish): Promise<boolean> {
  const context: CommandContext = {
    tenantId: row.tenantId,
    interviewId: row._id,
    actor: { party: 'timer', id: null },
    now: now(),
    requestId: `waitlist:${row._id}:${wish.to}`,
  };
  try {
    await applyCommand(context, { do: 'waitlist', wish }, () => null);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
