import { For, type ParentProps } from 'solid-js';

/** The columns of a list of bookings; on a small screen only name and time stay. */
const columns = ['status', 'name', 'role', 'when', 'who', 'next'] as const;

interface ListTableProps extends ParentProps {
  /** Said to those who do not see the page around it. */
  readonly caption: string;
  readonly heads: Readonly<Record<(typeof columns)[number], string>>;
  /** Given the body once it is there. */
  readonly onBody?: (body: HTMLTableSectionElement) => void;
}

export function ListTable(props: ListTableProps) {
  return (
    <table class="hr-table">
      <caption class="sr-only">{props.caption}</caption>
      <thead>
        <tr>
          <For each={columns}>
            {(column) => (
              <th scope="col" class={`col-${column}`}>
                {props.heads[column]}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody ref={(body) => props.onBody?.(body)}>{props.children}</tbody>
    </table>
  );
}
