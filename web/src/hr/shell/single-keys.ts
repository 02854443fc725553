import { createSignal, onCleanup } from 'solid-js';
import { remember, remembered } from '../../ui/storage.ts';

const offKey = 'interlude.hr.keys';
const [isOn, setOn] = createSignal(remembered(offKey) !== 'off');

/** Whether single keys do anything at all: somebody who dictates switches them off (WCAG 2.1.4). */
export const areKeysOn = isOn;

export function switchKeys(on: boolean): void {
  setOn(on);
  remember(offKey, on ? null : 'off');
}

const typing = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';

/** Listens for single keys while its owner lives; they are dead while something is typed or a dialog is open. */
export function onSingleKeys(actions: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  function onKeyDown(event: KeyboardEvent) {
    if (!isOn() || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const { target } = event;
    if (target instanceof Element && target.closest(typing)) return;
    if (document.querySelector('dialog[open]')) return;
    const act = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    act(event);
  }
  document.addEventListener('keydown', onKeyDown);
  onCleanup(() => document.removeEventListener('keydown', onKeyDown));
}
