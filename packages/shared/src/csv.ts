/**
 * Where spreadsheets may see a formula begin. Many separate by `;` or tabs, whatever is quoted here: each separator and
 * line end within a cell may begin one there, also behind a quotation mark.
 */
const formula = /(?<=(?:^|[,;\t\r\n])["']*)(?=[=+\-@\t\r])/g;
const neutralized = /(?<=(?:^|[,;\t\r\n])["']*)'(?=[=+\-@\t\r])/g;

/**
 * Rows as CSV (RFC 4180) that no spreadsheet executes: what looks like the beginning of a formula gets an apostrophe,
 * which `cellText` takes off again. The mark at the beginning tells spreadsheets that it is UTF-8. No line `sep=,` stands
 * there, because Excel then reads it in the code page of its system instead.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${csvLine(row)}\r\n`).join('')}`;
}

/** One row of such a file. */
export function csvLine(row: readonly string[]): string {
  return row.map(cellOf).join(',');
}

function cellOf(text: string): string {
  const safe = text.replace(formula, "'");
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a cell of such a file says. */
export function cellText(cell: string): string {
  return cell.replace(neutralized, '');
}
