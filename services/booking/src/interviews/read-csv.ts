import { cellText, csvLine } from '@interlude/shared/csv';
import { emailSchema, lineSchema, localeSchema } from '@interlude/shared/schemas/fields';
import { canonicalZone } from '@interlude/shared/time/time-zone';
import { CsvError, type Info, parse } from 'csv-parse/sync';
import { refuse } from '../runtime/refused.ts';

/** Why a row is not taken. */
export type RowFault = 'quote' | 'name' | 'email' | 'zone' | 'language' | 'job' | 'archived';

export interface CsvRow {
  readonly line: number;
  /** As a row of a file that can be taken again. */
  readonly raw: string;
  readonly name: string;
  readonly email: string;
  readonly zone: string | null;
  readonly locale: string | null;
  /** What the row calls the job: a title or an id; empty where it names none. */
  readonly job: string;
  readonly fault: Exclude<RowFault, 'job' | 'archived'> | null;
}

export interface CsvRead {
  readonly header: string;
  readonly rows: readonly CsvRow[];
}

const mostRows = 2_000;
const separators = [',', ';', '\t'] as const;
const columns = {
  name: ['name', 'full name', 'candidate'],
  email: ['email', 'e-mail', 'email address', 'mail'],
  zone: ['zone', 'time zone', 'timezone'],
  language: ['language', 'locale'],
  job: ['job', 'job title', 'position', 'role'],
} as const;
type Column = keyof typeof columns;

interface Record {
  /** Where it begins. */
  readonly line: number;
  readonly raw: string;
  /** Null where its quotation marks do not match. */
  readonly cells: readonly string[] | null;
}

/** A record may hold line ends, as a note does, but not the rest of the file after a quotation mark that is left open. */
const mostLines = 50;

/** The rows of a file with a header, each with what is wrong with it; refuses what is no such file. */
export function readCsv(csv: string): CsvRead {
  // The parser counts a line end of two characters twice where it is quoted.
  const [header, ...records] = parsed(csv.replace(/\r\n?/g, '\n'));
  if (header === undefined) return invalid('is empty');
  if (header.cells === null) return invalid('cannot be read at line 1');
  const heads = header.cells.map((cell) => cell.trim().toLowerCase());
  const at = (column: Column) => heads.findIndex((head) => (columns[column] as readonly string[]).includes(head));
  const places = { name: at('name'), email: at('email'), zone: at('zone'), language: at('language'), job: at('job') };
  if (places.name < 0 || places.email < 0) invalid('lacks a column for the name or the email');
  if (records.length > mostRows) invalid(`has more than ${mostRows} rows`);
  return { header: csvLine(header.cells.map(cellText)), rows: records.map((one) => rowOf(one, places)) };
}

function parsed(csv: string): Record[] {
  const delimiter = separatorOf(csv);
  return recordsOf(csv, delimiter) ?? recordsApart(csv, delimiter);
}

/** All records of a text, or null when one of them cannot be read. */
function recordsOf(csv: string, delimiter: string): Record[] | null {
  try {
    const found = parse(csv, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      raw: true,
      info: true,
    }) as unknown as { readonly record: string[]; readonly raw: string; readonly info: Info }[];
    return found.map(({ record, raw, info }) => {
      const text = raw.replace(/^\uFEFF/, '').trim();
      // The parser says where a record ends.
      return { line: info.lines - (text.match(/\n/g)?.length ?? 0), raw: csvLine(record.map(cellText)), cells: record };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return null;
  }
}

/** The same one by one, so that a record that cannot be read is named and the others are taken. */
function recordsApart(csv: string, delimiter: string): Record[] {
  const lines = csv.split('\n');
  const records: Record[] = [];
  for (let at = 0; at < lines.length && records.length <= mostRows + 1; ) {
    const { count, found } = recordAt(lines, at, delimiter);
    const [one] = found ?? [{ raw: lines[at] ?? '', cells: null }];
    if (one !== undefined) records.push({ ...one, line: at + 1 });
    at += count;
  }
  return records;
}

function recordAt(lines: readonly string[], at: number, delimiter: string) {
  for (let count = 1; count <= Math.min(mostLines, lines.length - at); count += 1) {
    const text = lines.slice(at, at + count).join('\n');
    const isClosed = text.split('"').length % 2 === 1;
    const found = isClosed ? recordsOf(text, delimiter) : null;
    if (found !== null) return { count, found };
  }
  return { count: 1, found: null };
}

// Whichever there is most of in the first line.
function separatorOf(csv: string): string {
  const [first = ''] = csv.split('\n', 1);
  const count = (separator: string) => first.split(separator).length;
  return separators.toSorted((one, other) => count(other) - count(one))[0] ?? ',';
}

const nameSchema = lineSchema(120);

function rowOf({ line, raw, cells }: Record, places: Readonly<{ [Name in Column]: number }>): CsvRow {
  if (cells === null) return { line, raw, name: '', email: '', zone: null, locale: null, job: '', fault: 'quote' };
  const cell = (column: Column) => cellText((cells[places[column]] ?? '').trim()).trim();
  const [name, email] = [nameSchema.safeParse(cell('name')), emailSchema.safeParse(cell('email'))];
  const [zone, language] = [zoneOf(cell('zone')), cell('language')];
  const isLanguage = language === '' || localeSchema.safeParse(language).success;
  return {
    line,
    raw,
    name: name.data ?? cell('name').slice(0, 120),
    email: email.data ?? cell('email').slice(0, 254),
    zone: zone ?? null,
    locale: language === '' ? null : language,
    job: cell('job'),
    fault: faultOf({ name: name.success, email: email.success, zone: zone !== undefined, language: isLanguage }),
  };
}

function faultOf(isRight: { readonly [Name in Exclude<Column, 'job'>]: boolean }): CsvRow['fault'] {
  return (['name', 'email', 'zone', 'language'] as const).find((column) => !isRight[column]) ?? null;
}

/** Null where none is named, undefined where it is none. */
function zoneOf(text: string): string | null | undefined {
  return text === '' ? null : (canonicalZone(text) ?? undefined);
}

function invalid(message: string): never {
  return refuse({ code: 'invalid_input', issues: [{ path: 'csv', message }] });
}
