import type { Plugin } from 'vite';

const schemas = /\/zod\/v4\/classic\/schemas\.js$/;
/** Each kind of schema names the function that describes it. */
const described = /^\s*inst\._zod\.processJSONSchema = .*;$/gm;
/** Made once when a schema is made, whether or not somebody asks. */
const offered = /create(?:Standard|To)JSONSchemaMethod\(this, [^)]*\)(?:\(params\))?/g;

/**
 * Leaves out what describes schemas as JSON Schema, which no page asks for: four kilobytes of the console's scripts, since
 * every kind of schema holds on to it. Fails the build when the library has changed so that nothing is left out.
 */
export function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    transform: {
      filter: { id: schemas },
      handler(code) {
        const rest = code.replaceAll(described, '').replaceAll(offered, 'undefined');
        if (code.search(described) < 0 || code.search(offered) < 0) throw new Error('The schemas have changed.');
        return { code: rest, map: null };
      },
    },
  };
}
