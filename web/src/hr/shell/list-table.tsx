import { For, type JSX, type ParentProps, Show } from 'solid-js';

/** The columns of a list of bookings; on a small screen they stand below each other. */
const columns = ['when', 'name', 'role', 'who', 'status', 'next'] as const;

export interface ListTableProps extends ParentProps {
  /** Said to those who do not see the page around it. */
  readonly caption: string;
  readonly heads: Readonly<Record<(typeof columns)[number], JSX.Element>>;
  /** The head of a first column in which rows are chosen. */
  readonly choose?: JSX.Element;
  /** The column by which the list is ordered, where it is one. */
  readonly sorted?: Readonly<Partial<Record<(typeof columns)[number], 'ascending' | 'descending'>>>;
  readonly onTable?: (table: HTMLTableElement) => void;
}

/** Its children are its bodies. */
export function ListTable(props: ListTableProps) {
  return (
    <table class="hr-table list-rows" ref={(table) => props.onTable?.(table)}>
      <caption class="sr-only">{props.caption}</caption>
      <thead>
        <tr>
          <Show when={props.choose}>
            <td class="col-choose">{props.choose}</td>
          </Show>
          <For each={columns}>
            {(column) => (
              <th scope="col" class={`col-${column}`} aria-sort={props.sorted?.[column]}>
                {props.heads[column]}
              </th>
            )}
          </For>
        </tr>
      </thead>
      {props.children}
    </table>
  );
}
