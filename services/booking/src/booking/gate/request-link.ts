import type { PersonId } from '@interlude/shared/ids';
import type { Context } from '../../access/deps.ts';
import { addressKey, type LimitName } from '../../access/rate-limits.ts';
import { mailboxOf } from '../../company/mailbox.ts';
import { Refused } from '../../runtime/refused.ts';
import type { Command } from '../command.ts';
import { requestInvitation as askForInvitation } from '../commands/request-invitation.ts';
import { resendLink } from '../commands/resend-link.ts';
import type { BookingDeps } from '../deps.ts';
import { guestIdOf, replacementOf } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { bookingsOfAddress } from './bookings-of-address.ts';
import { grantOf, type Taken } from './candidate-gate.ts';

type Subject = { readonly token: string } | { readonly interviewId: string };

/**
 * Mails the present link to the address on file. A stranger gets the same answer, as fast, whether or not there is such an
 * interview or address, since the rest happens after it. The holder of a link is told when a limit is reached.
 */
export async function requestLink(
  ctx: Context<BookingDeps>,
  input: Subject | { readonly email: string },
): Promise<void> {
  if ('email' in input) {
    const network = networkOf(ctx);
    return await afterAnswer(ctx, () => mailTo(ctx, input.email, network));
  }
  await askFor(ctx, input, async (row, asked) => {
    const { isHolder } = asked;
    await ctx.app.limits.count(isHolder ? 'resendInterview' : 'resendStranger', row._id, ctx.app.now());
    await asGuest(ctx, row, resendLink, asked);
  });
}

/** Lets HR know that a candidate without a way left to book still wants to come; answered like `requestLink`. */
export async function requestInvitation(ctx: Context<BookingDeps>, input: Subject): Promise<void> {
  await askFor(ctx, input, async (row, asked) => {
    await ctx.app.limits.count('askInterview', `${asked.isHolder}:${row._id}`, ctx.app.now());
    // The page says "if the invitation can be renewed": it is as true where it cannot, or where HR know already.
    await unlessRefused(() => asGuest(ctx, row, askForInvitation, asked));
  });
}

type Work = (row: BookingRow, asked: Asked) => Promise<void>;

async function askFor(ctx: Context<BookingDeps>, input: Subject, work: Work): Promise<void> {
  const asked = await askedOf(ctx, input);
  const workOnRow = async () => {
    const row = await rowOf(ctx, asked);
    if (row !== null) await work(row, asked);
  };
  // Holders of links behind one network, as at a fair, must not use up each other's requests, nor strangers theirs.
  await (asked.isHolder ? workOnRow() : afterAnswer(ctx, workOnRow));
}

async function afterAnswer(ctx: Context<BookingDeps>, work: () => Promise<void>): Promise<void> {
  const { app } = ctx;
  await app.limits.count('resendAddress', networkOf(ctx), app.now());
  app.afterwards.do(() => unlessRefused(work));
}

const networkOf = ({ req }: Context<BookingDeps>) => addressKey(req.ip ?? '');

// One mail for each company, so that no company can shut out the others.
async function mailTo(ctx: Context<BookingDeps>, email: string, network: string): Promise<void> {
  const { app } = ctx;
  const mailbox = mailboxOf(email);
  const limits: [LimitName, string][] = [
    ['resendMailbox', `${mailbox}|${network}`],
    ['resendMailboxAll', mailbox],
  ];
  for (const [name, key] of limits) await app.limits.count(name, key, app.now());
  for (const row of await bookingsOfAddress(app.stores, email)) {
    await unlessRefused(() => asGuest(ctx, row, resendLink));
  }
}

interface Asked extends Taken {
  /** Null for a token that we did not sign. */
  readonly interviewId: string | null;
  /** The caller holds the link, or has opened it in this browser. */
  readonly isHolder: boolean;
}

// Reads nothing of the interview, so that a stranger's answer takes as long whether or not there is one.
async function askedOf(ctx: Context<BookingDeps>, input: Subject): Promise<Asked> {
  if ('token' in input) return holderOf(ctx, input.token) ?? { interviewId: null, isHolder: false };
  const grant = await findGrant(ctx, input.interviewId);
  return { ...input, isHolder: grant !== null, takenBy: grant?.takenBy };
}

async function rowOf(ctx: Context<BookingDeps>, { interviewId }: Asked): Promise<BookingRow | null> {
  const { bookings } = ctx.app.stores;
  const tenantId = interviewId === null ? null : await bookings.findTenantOf(interviewId);
  const found = tenantId === null || interviewId === null ? null : await bookings.find(tenantId, interviewId);
  if (found === null || tenantId === null) return null;
  const replacement = replacementOf(found);
  return replacement === null ? found : ((await bookings.find(tenantId, replacement)) ?? found);
}

async function findGrant(ctx: Context<BookingDeps>, interviewId: string): Promise<Taken | null> {
  try {
    return await grantOf(ctx, interviewId);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function holderOf({ app }: Context<BookingDeps>, token: string): Asked | null {
  try {
    const { iid: interviewId, by } = app.tokens.verify(token, 0);
    return { interviewId, isHolder: true, takenBy: by as PersonId | undefined };
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

async function asGuest(
  { app, requestId }: Context<BookingDeps>,
  row: BookingRow,
  command: Command,
  { takenBy }: Taken = {},
): Promise<void> {
  const actor = { party: 'candidate' as const, id: guestIdOf(row) };
  const context = { tenantId: row.tenantId, interviewId: row._id, actor, now: app.now(), requestId, takenBy };
  await app.applyCommand(context, command, () => null);
}

// A stranger's answer stays the same, since a limit or a status would tell that the interview exists.
async function unlessRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
