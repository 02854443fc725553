import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceFolders, serviceNames } from './portal-settings.ts';

/** A repository with small stand-ins for the services, to test how they are started and ended, not what they do. */
export async function makeDummyRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'dummy-root-'));
  for (const name of serviceNames) {
    const folder = join(root, serviceFolders[name], 'src');
    await mkdir(folder, { recursive: true });
    const called = name === 'google' ? 'CALENDAR_SANDBOX' : name.toUpperCase();
    await writeFile(join(folder, 'main.ts'), dummyService(`INTERLUDE_${called}_PORT`));
  }
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  await mkdir(join(root, 'web'));
  const build = 'mkdir -p dist && echo built > dist/index.html';
  await writeFile(join(root, 'web/package.json'), JSON.stringify({ type: 'module', scripts: { build } }));
  return root;
}

function dummyService(portVariable: string): string {
  return `
import { createServer } from 'node:http';
const port: number = Number(process.env.${portVariable});
if (process.env.DUMMY_FAILS) {
  console.error('the dummy does not want to');
  process.exit(78);
}
const variables = JSON.stringify(process.env);
createServer((_request, response) => void response.end(variables)).listen(port, '127.0.0.1', () =>
  console.log(JSON.stringify({ msg: 'listening', port })),
);
process.once('SIGTERM', () => process.exit(0));
`;
}
