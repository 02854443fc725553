/** What a query brought, without suspending the page around it while it is on its way. */
export function dataOf<Data>(query: {
  readonly isPending: boolean;
  readonly data: Data | undefined;
}): Data | undefined {
  return query.isPending ? undefined : query.data;
}
