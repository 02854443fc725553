import { createEffect, untrack } from 'solid-js';
import { alternativesTo } from './create-choice.ts';
import type { Picking } from './create-picking.ts';

/** What the page of a service hands on with the time its visitor wanted, in the history of this tab alone. */
interface Handed {
  readonly note: string;
}

export function handedOn(note: string): { readonly handed: Handed } {
  return { handed: { note } };
}

export function handedHere(): Handed | null {
  return window.history.state?.handed ?? null;
}

/** Takes the time that the address names, `?start=`, out of it: a page that is loaded anew asks nothing twice. */
export function takeNamed(): number | null {
  const url = new URL(window.location.href);
  const at = Date.parse(url.searchParams.get('start') ?? '');
  if (Number.isNaN(at)) return null;
  url.searchParams.delete('start');
  window.history.replaceState(window.history.state, '', url);
  return at;
}

/**
 * Chooses a time if it is still offered, and says so if it is not. One that a mail named is not held before its reader
 * does something.
 */
export function chooseStart(choice: Picking, at: number, isNamed = true): void {
  let isDecided = false;
  // Days further on are asked for first.
  choice.moveCursor(choice.text().dateOf(at));
  createEffect(() => {
    if (isDecided || (choice.further() !== null && choice.furtherAnswer() === undefined)) return;
    isDecided = true;
    untrack(decide);
  });

  function decide() {
    if (choice.starts().includes(at)) return choice.choose(at, false, isNamed);
    const alternatives = alternativesTo(at, choice.starts());
    choice.giveUp({ lostAt: at, kind: 'gone', alternatives, isAnswer: false });
    const [nearest] = alternatives;
    if (nearest !== undefined) choice.moveCursor(choice.text().dateOf(nearest));
  }
}

export function chooseNamed(choice: Picking): void {
  const at = takeNamed();
  if (at !== null) chooseStart(choice, at, handedHere() === null);
}
