import type { Plugin } from 'vite';

/** What no page uses, and yet every page would load, because something that is used holds on to it. */
const unused: readonly { readonly id: RegExp; readonly without: (code: string) => string }[] = [
  // Nobody asks for a schema as JSON Schema, which every kind of schema names the function for, and offers when it is made, nor what bounds it has.
  {
    id: /\/zod\/v4\/classic\/schemas\.js$/,
    without: (code) =>
      code
        .replaceAll(/^\s*inst\._zod\.processJSONSchema = .*;$/gm, '')
        .replaceAll('processors.aggregateChecks(inst)', '({})')
        .replaceAll(/create(?:Standard|To)JSONSchemaMethod\(this, [^)]*\)(?:\(params\))?/g, 'undefined'),
  },
  // Pages say in their own words what is wrong with a field; of an issue they read its path alone.
  { id: /\/zod\/v4\/locales\/en\.js$/, without: () => 'export default () => ({});' },
  // The console's schemas are read without code that is made for each (`jitless`): the page's policy forbids that.
  {
    id: /\/zod\/v4\/core\/schemas\.js$/,
    without: (code) => code.replace('const jit = !core.globalConfig.jitless;', 'const jit = false;'),
  },
  // What a form sends refers to nothing twice.
  { id: /\/zod\/v4\/core\/memoizer\.js$/, without: emptied },
  // Lists are read by their cursors, and nothing is drawn on the server.
  { id: /\/query-core\/build\/modern\/(?:infiniteQueryBehavior|hydration)\.js$/, without: emptied },
];

/**
 * Leaves out parts of libraries that nobody uses: some kilobytes of the first scripts and of the console's. Fails the
 * build when a library has changed so that nothing is left out.
 */
export function withoutUnused(): Plugin {
  return {
    name: 'without-unused',
    apply: 'build',
    transform: {
      filter: { id: unused.map(({ id }) => id) },
      handler(code, id) {
        const rest = unused.find((one) => one.id.test(id))?.without(code);
        if (rest === undefined || rest === code) throw new Error(`Nothing is left out of ${id}.`);
        return { code: rest, map: null };
      },
    },
  };
}

/** A module with the same names, none of which does anything. */
function emptied(code: string): string {
  const listed = /^export \{ (.*) \};$/m.exec(code)?.[1]?.split(', ') ?? [];
  const named = [...code.matchAll(/^export (?:class|function) ([\w$]+)/gm)].map(([, name]) => name);
  return [...listed, ...named].map((name) => `export const ${name} = () => undefined;`).join('\n') || code;
}
