import { type Accessor, createMemo, For, type JSX } from 'solid-js';

interface EachProps<Row> {
  readonly of: readonly Row[];
  /** What a row is known by from one answer to the next. */
  readonly by: (row: Row) => string;
  readonly children: (row: Accessor<Row>) => JSX.Element;
}

/**
 * Rows that stay what they are while answers come and go: what is typed in one, or has the focus, is not lost because
 * another row came before it or because the server says something new of it.
 */
export function Each<Row>(props: EachProps<Row>) {
  const known = createMemo(() => new Map(props.of.map((row) => [props.by(row), row])));
  return (
    <For each={[...known().keys()]}>
      {(key) => {
        // A row that is going is drawn once more before it is gone.
        const row = createMemo((before: Row | undefined) => known().get(key) ?? before);
        return props.children(row as Accessor<Row>);
      }}
    </For>
  );
}
