import type { ReturnTo } from '@interlude/shared/schemas/service';
import { remember, remembered } from '../ui/storage.ts';

const keyOf = (page: string) => `interlude.back.${page}`;

/** The address to go back to that a visitor brought along, as they brought it. */
export function askedReturn(): string | null {
  return new URLSearchParams(window.location.search).get('return');
}

/** Keeps, in this tab, where the server says that a visitor of this page may go back to. */
export function rememberReturn(page: string, to: ReturnTo | null): void {
  remember(keyOf(page), to && JSON.stringify(to), 'sessionStorage');
}

/** Where a visitor who booked on this page in this tab may go back to. */
export function rememberedReturn(page: string): ReturnTo | null {
  const kept = remembered(keyOf(page), 'sessionStorage');
  return kept === null ? null : (JSON.parse(kept) as ReturnTo);
}
