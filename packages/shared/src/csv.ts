/** What spreadsheets take for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/;

/**
 * Rows as CSV (RFC 4180) that no spreadsheet executes: a cell that begins like a formula gets an apostrophe, which
 * `cellText` takes off again. The mark at the beginning tells spreadsheets that it is UTF-8.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${csvLine(row)}\r\n`).join('')}`;
}

/** One row of such a file. */
export function csvLine(row: readonly string[]): string {
  return row.map(cellOf).join(',');
}

function cellOf(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a cell of such a file says. */
export function cellText(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
}
