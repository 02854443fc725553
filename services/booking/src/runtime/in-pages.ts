/**
 * Every row of a list that is read in pages by id, the first page after ''. Whoever works through it meets all rows in
 * one pass: those that fail again and again keep no others waiting behind them.
 */
export async function* inPages<Row extends { readonly _id: string }>(
  readAfter: (id: string) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let after = ''; ; ) {
    const rows = await readAfter(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last._id;
  }
}
