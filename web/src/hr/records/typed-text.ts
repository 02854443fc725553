import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';

const pauseMs = 250;

/** What is being typed, told once there is a pause; it follows what is told from outside. */
export function createTypedText(given: Accessor<string>, tell: (text: string) => void) {
  const [text, setText] = createSignal(given());
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(
    on(
      given,
      (now) => {
        if (now !== text().trim()) setText(now);
      },
      { defer: true },
    ),
  );
  return {
    text,
    type(next: string): void {
      setText(next);
      clearTimeout(timer);
      timer = setTimeout(() => tell(next), pauseMs);
    },
  };
}
