import { alternativesTo } from './create-choice.ts';
import type { Picking } from './create-picking.ts';

/**
 * Chooses the time that the link of a mail names, `?start=`, if it is still offered, and says so if it is not. Once: a
 * page that is loaded anew asks nothing twice. Nothing is held for it before its reader does something.
 */
export function chooseNamed(choice: Picking): void {
  const { pathname, search } = window.location;
  const at = Date.parse(new URLSearchParams(search).get('start') ?? '');
  if (Number.isNaN(at)) return;
  window.history.replaceState(window.history.state, '', pathname);
  if (choice.starts().includes(at)) choice.choose(at, false, true);
  else choice.giveUp({ lostAt: at, kind: 'gone', alternatives: alternativesTo(at, choice.starts()), isAnswer: false });
}
