import { type Accessor, createSignal } from 'solid-js';
import { rangeOf } from './list-state.models.ts';

/** So many are changed at once, as the server has it. */
export const mostChosen = 200;

export interface Selection {
  /** Names of the chosen by their ids. */
  readonly chosen: Accessor<ReadonlyMap<string, string>>;
  has(id: string): boolean;
  /** Turns a row on or off; with `isRange` all from the last one that was turned to this one. */
  toggle(id: string, isRange?: boolean): void;
  choose(ids: readonly string[]): void;
  clear(): void;
  /** Says which rows a page of the list has, and what they are called; null when it is gone. */
  know(page: string, rows: readonly (readonly [id: string, name: string])[] | null): void;
}

/** Which rows of the list are chosen, across its pages. */
export function createSelection(onFull: () => void): Selection {
  const [chosen, setChosen] = createSignal<ReadonlyMap<string, string>>(new Map());
  const pages = new Map<string, readonly (readonly [string, string])[]>();
  let last: string | null = null;
  const rows = () => [...pages.values()].flat();

  function add(ids: readonly string[]): void {
    const names = new Map(rows());
    const next = new Map(chosen());
    for (const id of ids) {
      if (!next.has(id) && next.size >= mostChosen) {
        onFull();
        break;
      }
      next.set(id, next.get(id) ?? names.get(id) ?? '');
    }
    setChosen(next);
  }

  return {
    chosen,
    has: (id) => chosen().has(id),
    toggle(id, isRange = false) {
      if (isRange) {
        const ids = rows().map(([one]) => one);
        add(rangeOf(ids, last, id));
      } else if (chosen().has(id)) {
        const next = new Map(chosen());
        next.delete(id);
        setChosen(next);
      } else add([id]);
      last = id;
    },
    choose: add,
    clear() {
      last = null;
      setChosen(new Map());
    },
    know(page, known) {
      if (known === null) pages.delete(page);
      else pages.set(page, known);
    },
  };
}
