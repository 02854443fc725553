import type { BrowserContext, Page } from 'playwright-core';
import type { ConsoleCompany, Reader } from './console-company.ts';

/** One thing that somebody of staff can be shown in the console. */
export interface ConsoleState {
  readonly id: string;
  /** Who stands before what, in one sentence. */
  readonly says: string;
  readonly as: Reader;
  path(company: ConsoleCompany): string;
  /** What is wrong with the network, once somebody is signed in and before the page. */
  upset?(context: BrowserContext): Promise<unknown>;
  act?(page: Page): Promise<unknown>;
  /** A sentence that only this state has, in English. */
  readonly shown: string;
}

interface ConsolePage {
  readonly id: string;
  path(company: ConsoleCompany): string;
  /** Said once it is there with what it is about. */
  readonly shown: string;
  /** The procedure without whose answer there is nothing to show; absent where the page needs none. */
  readonly asks?: string;
  /** Said in a company that has nothing yet. */
  readonly empty?: string;
  /** Whose role does not include it. */
  readonly notFor?: Reader;
}

/** A page as it is, without anything, on its way, failed, and for whom it is not, as far as it can be each of them. */
export function statesOf({ id, path, shown, asks, empty, notFor }: ConsolePage): ConsoleState[] {
  const pattern = (url: URL) => asks !== undefined && url.pathname.startsWith('/trpc/') && url.pathname.includes(asks);
  return [
    { id, says: `The page ${id}.`, as: 'administrator', path, shown },
    ...(empty === undefined
      ? []
      : [{ id: `${id}-empty`, says: `The page ${id} of a new company.`, as: 'newcomer', path, shown: empty } as const]),
    ...(asks === undefined
      ? []
      : [
          {
            id: `${id}-loading`,
            says: `The page ${id} while its answer is on its way.`,
            as: 'administrator',
            path,
            upset: (context: BrowserContext) => context.route(pattern, () => undefined),
            shown: 'Loading',
          } as const,
          {
            id: `${id}-error`,
            says: `The page ${id} where no answer comes.`,
            as: 'administrator',
            path,
            upset: (context: BrowserContext) => context.route(pattern, (route) => route.abort()),
            shown: 'Try again',
          } as const,
        ]),
    ...(notFor === undefined
      ? []
      : [
          {
            id: `${id}-forbidden`,
            says: `The page ${id} for a role that does not include it.`,
            as: notFor,
            path,
            shown: 'Not for your role',
          } as const,
        ]),
  ];
}
