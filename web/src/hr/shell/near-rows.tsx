import { createEffect, createSignal, onCleanup, type ParentProps, Show } from 'solid-js';

const mostInSlice = 20;

/** Rows in parts of which each is drawn at once. */
export function slicesOf<Row>(rows: readonly Row[]): (readonly Row[])[] {
  const count = Math.ceil(rows.length / mostInSlice);
  return Array.from({ length: count }, (_, n) => rows.slice(n * mostInSlice, (n + 1) * mostInSlice));
}

interface NearRowsProps extends ParentProps {
  readonly count: number;
  /** Whether it is in sight as soon as it is there. */
  readonly isFirst: boolean;
  /** Told 1 when it comes near and -1 when it is so no more. */
  readonly onNear?: (step: 1 | -1) => void;
}

/**
 * Some rows of a long table. What is far from sight is one empty row of the same height: so thousands of rows cost what
 * a screen does, and few are drawn at once.
 */
export function NearRows(props: NearRowsProps) {
  const near = createNear(props.isFirst);
  createEffect(() => {
    if (!near.isNear()) return;
    props.onNear?.(1);
    onCleanup(() => props.onNear?.(-1));
  });
  const height = () => (near.height() === null ? `${props.count * 3}rem` : `${near.height()}px`);
  return (
    <tbody ref={near.watch} aria-hidden={near.isNear() ? undefined : true}>
      <Show
        when={near.isNear()}
        fallback={
          <tr class="row-gap" style={{ 'block-size': height() }}>
            <td colspan="3" />
          </tr>
        }
      >
        {props.children}
      </Show>
    </tbody>
  );
}

/** Whether a part of a long list is in sight or close to it, and how high it was when it was last; null before that. */
function createNear(isNearFirst: boolean) {
  const [isNear, setNear] = createSignal(isNearFirst);
  const [height, setHeight] = createSignal<number | null>(null);
  const observer = new IntersectionObserver(
    (entries) => {
      const last = entries.at(-1);
      if (last === undefined) return;
      if (!last.isIntersecting && isNear()) setHeight(last.boundingClientRect.height);
      setNear(last.isIntersecting);
    },
    { rootMargin: '800px 0px' },
  );
  onCleanup(() => observer.disconnect());
  return { isNear, height, watch: (part: Element) => observer.observe(part) };
}
