import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const inlineScript = /<script(?: type="module")?>([\s\S]*?)<\/script>/g;

/** Writes `csp.json`: the hashes of the scripts that stand in the page itself; whoever serves it quotes them. */
export function inlineScriptHashes(): Plugin {
  let folder = '';
  return {
    name: 'inline-script-hashes',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    async writeBundle() {
      const html = await readFile(join(folder, 'index.html'), 'utf8');
      const scripts = [...html.matchAll(inlineScript)].map(([, code = '']) => {
        return `sha256-${createHash('sha256').update(code).digest('base64')}`;
      });
      await writeFile(join(folder, 'csp.json'), `${JSON.stringify({ scripts }, null, 2)}\n`);
    },
  };
}
