import { type Accessor, createSignal } from 'solid-js';

/** What a screen reader is told without the focus moving, and what says it. */
export function createSpoken(): [Accessor<string>, (sentence: string) => void] {
  const [sentence, setSentence] = createSignal('');
  return [
    sentence,
    (text) => {
      // Emptied first, so that the same sentence is read out a second time.
      setSentence('');
      queueMicrotask(() => setSentence(text));
    },
  ];
}
