import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'rolldown';

const real = /^(dayjs|zod|uuid|lodash|@evyweb\/ioctopus)(\/|$)/;
const inertPrefix = '\0inert:';
const slotsChunk = 'slots.js';
const pluginsChunk = 'index-rbwdGzy0.js';
// Holds the database client, monitoring and translations, and three things the listing reads.
const platformChunk = './i18n-49-r55rr.js';
const readByListing: Readonly<Record<string, string>> = {
  S: "{ ROUND_ROBIN: 'ROUND_ROBIN', COLLECTIVE: 'COLLECTIVE', MANAGED: 'MANAGED' }",
  a3: "'default'",
  w: '(work) => work',
};
const rangesChunk = 'date-ranges-79rc7oZX.js';

/**
 * Bundles the reference's engine out of its own package: what it computes with is real, and every other package
 * (database, monitoring, mail, telephony) is an inert stand-in. Answers the path of the bundle, inside `folder`.
 */
export async function bundlePeer(folder: string): Promise<string> {
  const dist = join(folder, 'package/dist');
  const file = join(folder, 'engine.mjs');
  await build({
    input: 'engine-entry',
    platform: 'node',
    logLevel: 'silent',
    // Of all the side effects of loading the package, the listing needs one: the plugins put into dayjs.
    treeshake: { moduleSideEffects: (id) => id.includes(pluginsChunk) || id.includes('/dayjs/') },
    plugins: [entry(dist), openSlots(), inert(await namesImportedIn(dist), folder)],
    output: { file, format: 'esm', codeSplitting: false },
  });
  return file;
}

function entry(dist: string): Plugin {
  return {
    name: 'entry',
    resolveId: (source) => (source === 'engine-entry' ? `${dist}/engine-entry.js` : null),
    load: (id) =>
      id.endsWith('engine-entry.js')
        ? `export { default as dayjs } from 'dayjs';
           export { b as buildDateRanges, s as subtract } from './${rangesChunk}';
           export { getSlots, getAggregatedAvailability } from './${slotsChunk}';`
        : null,
  };
}

// Two functions of the listing are not exported by the package: they are made visible, not changed.
function openSlots(): Plugin {
  return {
    name: 'open-slots',
    transform: (code, id) =>
      id.endsWith(`/${slotsChunk}`) ? `${code}\nexport { getSlots, getAggregatedAvailability };\n` : null,
  };
}

function inert(names: ReadonlyMap<string, ReadonlySet<string>>, folder: string): Plugin {
  return {
    name: 'inert',
    async resolveId(source, importer, { kind }) {
      // What the package loads only when it is needed is never needed by a listing.
      if (kind === 'dynamic-import' || source === platformChunk) return `${inertPrefix}${source}`;
      if (source.startsWith('.') || source.startsWith('/') || source.startsWith('\0')) return null;
      if (isBuiltin(source)) return { id: source, external: true };
      if (!real.test(source)) return `${inertPrefix}${source}`;
      return await this.resolve(source, importer ?? join(folder, 'package/dist/x.js'), { skipSelf: true });
    },
    load(id) {
      if (!id.startsWith(inertPrefix)) return null;
      const source = id.slice(inertPrefix.length);
      const wanted = [...(names.get(source) ?? [])].filter((name) => name !== 'default');
      const given = (name: string) => (source === platformChunk && readByListing[name]) || 'inert';
      const lines = wanted.map((name, n) => `const given${n} = ${given(name)}; export { given${n} as ${name} };`);
      return `${standIn}\n${lines.join('\n')}\nexport default inert;`;
    },
  };
}

// Callable, constructable, and every property of it is itself; as text it is empty and as a promise it is none.
const standIn = `const inert = new Proxy(function inert() {}, {
  get: (target, key) => key === Symbol.toPrimitive ? () => '' : key === 'then' ? undefined
    : key === Symbol.iterator ? () => [][Symbol.iterator]() : key === 'prototype' ? target.prototype : inert,
  apply: () => inert,
  construct: () => inert,
});`;

/** Which names the package asks of each import: a module must export them to be importable. */
async function namesImportedIn(dist: string): Promise<Map<string, Set<string>>> {
  const files = (await readdir(dist)).filter((file) => file.endsWith('.js'));
  const names = new Map<string, Set<string>>();
  for (const file of files) {
    const code = await readFile(join(dist, file), 'utf8');
    for (const [, list = '', source = ''] of code.matchAll(/^(?:import|export)[^;{]*\{([^}]*)\} from "([^"]+)"/gm)) {
      const known = names.get(source) ?? new Set<string>();
      names.set(source, known);
      for (const item of list.split(',')) known.add(item.trim().split(' as ')[0] ?? '');
    }
  }
  for (const known of names.values()) known.delete('');
  return names;
}
