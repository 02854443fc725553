import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';
import { languageOfFirstWords } from './inline-entry.ts';

const kilobyte = 1_024;
const budgets = {
  firstScripts: 52 * kilobyte,
  firstStyles: 12 * kilobyte,
  lazyChunk: 32 * kilobyte,
  hrFirst: 90 * kilobyte,
  hrAll: 222 * kilobyte,
};
const forbiddenAtFirst = [
  /\/node_modules\/(?:\.pnpm\/)?zod[@/]/,
  /\/zone-table\.gen\.ts$/,
  /\/@kobalte[+/]/,
  /\/lucide-solid[@/]/,
  /\/solid-form[@/]/,
];

type Chunks = ReadonlyMap<string, Rollup.OutputChunk>;

interface Row {
  readonly what: string;
  readonly bytes: number;
  readonly budget: number;
}

/**
 * Fails the build when what a candidate loads first outgrows its budget or holds a module that must stay out of it.
 * Sizes are gzip level 9, as the server sends them.
 */
export function sizeBudget(): Plugin {
  return {
    name: 'size-budget',
    apply: 'build',
    enforce: 'post',
    writeBundle(_options, bundle) {
      const outputs = Object.values(bundle);
      const chunks: Chunks = new Map(
        outputs.filter((output) => output.type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
      );
      const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
      if (!entry) throw new Error('The build has no entry chunk.');
      const words = [...chunks.values()].filter((chunk) => languageOfFirstWords(chunk) !== null);
      const scripts = withImports(chunks, entry.fileName);
      const first = new Set([...scripts, ...words.map(({ fileName }) => fileName)]);
      const firstRows = words.map((chunk) => ({
        what: `candidate, first scripts in ${languageOfFirstWords(chunk)}`,
        bytes: scriptBytes(chunks, [...scripts, chunk.fileName]),
        budget: budgets.firstScripts,
      }));
      const hr = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith('/hr/hr-routes.tsx'));
      const beyondFirst = hr ? [...withImports(chunks, hr.fileName)].filter((name) => !first.has(name)) : [];
      // Not through what the candidate loads first, which leads to every language and page of theirs.
      const allOfHr = hr ? [...withLater(chunks, hr.fileName, new Set(first))].filter((name) => !first.has(name)) : [];
      const rows: Row[] = [
        ...firstRows,
        { what: 'candidate, first styles', bytes: styleBytes(outputs, entry), budget: budgets.firstStyles },
        { what: 'hr, first page beyond those', bytes: scriptBytes(chunks, beyondFirst), budget: budgets.hrFirst },
        { what: 'hr, all pages beyond those', bytes: scriptBytes(chunks, allOfHr), budget: budgets.hrAll },
        ...lazyRows(chunks, new Set([...first, ...beyondFirst])),
      ];
      this.info(`\n${rows.map(rowText).join('\n')}`);
      const problems = [
        ...rows.filter(({ bytes, budget }) => bytes > budget).map(({ what }) => `over budget: ${what}`),
        ...forbiddenModules(chunks, first).map((id) => `not allowed in the first load: ${id}`),
      ];
      if (problems.length > 0) this.error(problems.join('\n'));
    },
  };
}

function withImports(chunks: Chunks, name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of chunks.get(name)?.imports ?? []) withImports(chunks, imported, seen);
  return seen;
}

/** The same, and all that is imported when it is needed. */
function withLater(chunks: Chunks, name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const { imports = [], dynamicImports = [] } = chunks.get(name) ?? {};
  for (const imported of [...imports, ...dynamicImports]) withLater(chunks, imported, seen);
  return seen;
}

function scriptBytes(chunks: Chunks, names: Iterable<string>): number {
  return [...names].reduce((sum, name) => sum + gzipped(chunks.get(name)?.code ?? ''), 0);
}

function styleBytes(outputs: readonly (Rollup.OutputAsset | Rollup.OutputChunk)[], entry: Rollup.OutputChunk): number {
  const styles = outputs.filter(({ fileName }) => entry.viteMetadata?.importedCss.has(fileName));
  return styles.reduce((sum, output) => sum + (output.type === 'asset' ? gzipped(output.source) : 0), 0);
}

function lazyRows(chunks: Chunks, counted: ReadonlySet<string>): Row[] {
  const lazy = [...chunks.values()].filter(({ fileName }) => !counted.has(fileName) && !fileName.includes('hr'));
  return lazy.map(({ name, code }) => ({ what: `lazy: ${name}`, bytes: gzipped(code), budget: budgets.lazyChunk }));
}

function forbiddenModules(chunks: Chunks, names: ReadonlySet<string>): string[] {
  const modules = [...names].flatMap((name) => chunks.get(name)?.moduleIds ?? []);
  return modules.filter((id) => forbiddenAtFirst.some((pattern) => pattern.test(id)));
}

function gzipped(content: string | Uint8Array): number {
  return gzipSync(content, { level: 9 }).length;
}

function rowText({ what, bytes, budget }: Row): string {
  return `${what.padEnd(32)} ${kilobytes(bytes)} of ${kilobytes(budget)} KB gzip`;
}

function kilobytes(bytes: number): string {
  return (bytes / kilobyte).toFixed(1).padStart(6);
}
