import { cellText, csvLine } from '@interlude/shared/csv';
import { emailSchema, lineSchema, localeSchema } from '@interlude/shared/schemas/fields';
import { canonicalZone } from '@interlude/shared/time/time-zone';
import { CsvError, type Info, parse } from 'csv-parse/sync';
import { refuse } from '../runtime/refused.ts';

/** Why a row is not taken. */
export type RowFault = 'name' | 'email' | 'zone' | 'language' | 'job' | 'archived';

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
  readonly fault: Extract<RowFault, 'name' | 'email' | 'zone' | 'language'> | null;
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
  readonly record: string[];
  readonly raw: string;
  readonly info: Info;
}

/** The rows of a file with a header, each with what is wrong with it; refuses what is no such file. */
export function readCsv(csv: string): CsvRead {
  // The parser counts a line end of two characters twice where it is quoted.
  const [header, ...records] = parsed(csv.replace(/\r\n?/g, '\n'));
  if (header === undefined) return invalid('is empty');
  const heads = header.record.map((cell) => cell.trim().toLowerCase());
  const at = (column: Column) => heads.findIndex((head) => (columns[column] as readonly string[]).includes(head));
  const places = { name: at('name'), email: at('email'), zone: at('zone'), language: at('language'), job: at('job') };
  if (places.name < 0 || places.email < 0) invalid('lacks a column for the name or the email');
  if (records.length > mostRows) invalid(`has more than ${mostRows} rows`);
  return { header: csvLine(header.record.map(cellText)), rows: records.map((one) => rowOf(one, places)) };
}

function parsed(csv: string): Record[] {
  try {
    return parse(csv, {
      bom: true,
      delimiter: separatorOf(csv),
      relax_column_count: true,
      skip_empty_lines: true,
      raw: true,
      info: true,
    }) as unknown as Record[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return invalid(`cannot be read at line ${Number(error['lines']) || 1}`);
  }
}

// Whichever there is most of in the first line.
function separatorOf(csv: string): string {
  const [first = ''] = csv.split('\n', 1);
  const count = (separator: string) => first.split(separator).length;
  return separators.toSorted((one, other) => count(other) - count(one))[0] ?? ',';
}

const nameSchema = lineSchema(120);

function rowOf({ record, raw, info }: Record, places: Readonly<{ [Name in Column]: number }>): CsvRow {
  const cell = (column: Column) => cellText((record[places[column]] ?? '').trim()).trim();
  const text = raw.replace(/^\uFEFF/, '').trim();
  const [name, email] = [nameSchema.safeParse(cell('name')), emailSchema.safeParse(cell('email'))];
  const [zone, language] = [zoneOf(cell('zone')), cell('language')];
  const isLanguage = language === '' || localeSchema.safeParse(language).success;
  return {
    // Where the row begins; the parser says where it ends.
    line: info.lines - (text.match(/\n/g)?.length ?? 0),
    raw: csvLine(record.map(cellText)),
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
