import { execFile } from 'node:child_process';
import { glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Pattern {
  readonly group: readonly string[];
  /** The one name that may be taken of what the group names. */
  readonly importNamePattern?: string;
  readonly message: string;
}
interface Rule {
  /** The folder whose biome.json has the rule. */
  readonly root: string;
  readonly includes: readonly string[];
  readonly paths: Readonly<Record<string, string>>;
  readonly patterns: readonly Pattern[];
}
interface Planted {
  readonly rule: Rule;
  readonly source: string;
  readonly name: string;
  readonly wanted: 'refused' | 'accepted';
}
interface Diagnostic {
  readonly category: string;
  readonly message: string;
  readonly location: { readonly path: string };
}

const repository = join(import.meta.dirname, '../../..');
const roots = ['.', 'packages/shared', 'services/booking', 'web'];

const notOfStores = [
  'express',
  '@trpc/server',
  '@temporalio/client',
  '@temporalio/worker',
  '@temporalio/activity',
  'postmark',
];

/**
 * For every rule, by the first glob that it is for: the file that would be written, and what that file must not import.
 * Packages that a rule names, and what a rule allows, are read from the rule itself.
 */
const wrongImports: Readonly<Record<string, readonly [file: string, ...imports: string[]]>> = {
  'services/notifications/src/**': ['sending/planted.ts'],
  'services/workflows/src/**': ['planted.ts', 'zod', 'node:fs', '@interlude/booking/router'],

  'packages/shared/src/*.ts': ['planted.ts', './time/duration.ts', 'mongoose'],
  'packages/shared/src/language/**': ['planted.ts', '../time/duration.ts', 'zod'],
  'packages/shared/src/time/**': ['planted.ts', '../contracts/messages.ts', 'mongoose'],
  'packages/shared/src/brand/**': ['planted.ts', '../time/duration.ts', 'mongoose'],
  'packages/shared/src/secrets/**': ['planted.ts', '../time/duration.ts', 'mongoose'],
  'packages/shared/src/phone/**': ['planted.ts', '../booking/terms.ts', 'mongoose'],
  'packages/shared/src/contracts/**': ['planted.ts', '../booking/terms.ts', 'mongoose'],
  'packages/shared/src/booking/**': ['planted.ts', '../slots/cells.ts', 'node:fs'],
  'packages/shared/src/slots/**': ['planted.ts', '../bundles/crew.ts', 'node:fs'],
  'packages/shared/src/bundles/**': ['planted.ts', '../schemas/service.ts', 'node:fs'],
  'packages/shared/src/mails/**': ['planted.ts', '../slots/cells.ts', 'node:fs'],
  'packages/shared/src/schemas/**': ['planted.ts', '@interlude/booking/router', 'node:fs'],

  'services/booking/src/runtime/**': ['planted.ts', '../mongo/mongo.ts', '../app.ts'],
  'services/booking/src/mongo/**': ['planted.ts', '../journal/audit-store.ts', '../indexes.ts'],
  'services/booking/src/journal/**': ['planted.ts', '../company/tenant-store.ts', '../app.ts'],
  'services/booking/src/search/**': ['planted.ts', '../company/tenant-store.ts', '../app.ts'],
  'services/booking/src/company/**': ['planted.ts', '../catalogue/template-store.ts', '../app.ts'],
  'services/booking/src/catalogue/**': ['planted.ts', '../access/permissions.ts', '../app.ts'],
  'services/booking/src/access/**': ['planted.ts', '../reservations/reservation-store.ts', '../app.ts'],
  'services/booking/src/reservations/**': ['planted.ts', '../calendar/bookable.ts', '../app.ts'],
  'services/booking/src/calendar/**': ['planted.ts', '../claims/claim.ts', '../app.ts'],
  'services/booking/src/claims/**': ['planted.ts', '../booking/command.ts', '../app.ts'],
  'services/booking/src/booking/row/**': ['planted.ts', '../command.ts', '../gate/staff-intent.ts'],
  'services/booking/src/booking/*.ts': [
    'planted.ts',
    './commands/hold.ts',
    './gate/staff-intent.ts',
    '../views/live.ts',
  ],
  'services/booking/src/booking/commands/**': [
    'planted.ts',
    '../gate/staff-intent.ts',
    '../../waitlist/offer-round.ts',
  ],
  'services/booking/src/booking/gate/**': ['planted.ts', '../../waitlist/offer-round.ts', '../../app.ts'],
  'services/booking/src/waitlist/**': ['planted.ts', '../drop-outs/find-replacements.ts', '../views/live.ts'],
  'services/booking/src/drop-outs/**': ['planted.ts', '../waitlist/offer-round.ts', '../sessions/places.ts'],
  'services/booking/src/sessions/**': ['planted.ts', '../bundles/invite-arranged.ts', '../waitlist/offer-round.ts'],
  'services/booking/src/interviews/**': ['planted.ts', '../bundles/invite-arranged.ts', '../sessions/places.ts'],
  'services/booking/src/appointments/**': ['planted.ts', '../interviews/invite.ts', '../views/live.ts'],
  'services/booking/src/bundles/**': ['planted.ts', '../appointments/begin.ts', '../obligations/message-for.ts'],
  'services/booking/src/obligations/**': ['planted.ts', '../views/live.ts', '../temporal/relay.ts'],
  'services/booking/src/views/**': ['planted.ts', '../http/router.ts', '../temporal/relay.ts'],
  'services/booking/src/temporal/**': ['planted.ts', '../views/live.ts', '../http/router.ts'],
  'services/booking/src/http/*.ts': ['planted.ts', '../temporal/relay.ts', '../app.ts'],
  'services/booking/src/http/*/**': ['staff/planted.ts', '../../temporal/relay.ts', '../../app.ts'],
  'services/booking/src/migrations/**': ['planted.ts', '../views/live.ts', '../app.ts'],
  'services/booking/src/*.ts': ['planted.ts'],
  'services/booking/src/*/*-store.ts': [
    'sessions/planted-store.ts',
    '../calendar/bookable.ts',
    '../booking/command.ts',
    ...notOfStores,
  ],
  'services/booking/src/booking/row/*-store.ts': [
    'planted-store.ts',
    '../command.ts',
    '../../calendar/bookable.ts',
    ...notOfStores,
  ],

  'web/src/**': ['planted.ts'],
  'web/src/hr/drafts/**': ['planted.ts', '../templates/template-form.tsx', '../services/service-form.tsx'],
  'web/src/hr/interviews/*.ts': ['planted.ts', './list/list-state.models.ts', './detail/interview-page.tsx'],
  'web/src/hr/interviews/list/**': ['planted.ts', '../detail/interview-page.tsx', '../actions/actions.models.ts'],
  'web/src/hr/interviews/actions/**': ['planted.ts', '../panel/seat-form.tsx', '../detail/interview-page.tsx'],
  'web/src/hr/interviews/panel/**': ['planted.ts', '../detail/interview-page.tsx', '../list/list-state.models.ts'],
  'web/src/hr/interviews/detail/**': ['planted.ts', '../list/list-state.models.ts'],
};

let tree = '';
let rules: readonly Rule[] = [];
const planted = new Map<string, Planted>();
let found: readonly Diagnostic[] = [];

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'import-rules-'));
  rules = (await Promise.all(roots.map(rulesOf))).flat();
  for (const rule of rules) for (const one of await importsFor(rule)) await plant(one);
  for (const root of roots.slice(1)) {
    await write(`${root}/src/circle-a.ts`, `import type { B } from './circle-b.ts';\n\nexport type A = B | 1;\n`);
    await write(`${root}/src/circle-b.ts`, `import type { A } from './circle-a.ts';\n\nexport type B = A | 2;\n`);
  }
  found = await lint();
});
afterAll(() => rm(tree, { recursive: true, force: true }));

describe('the rules of what may import what', () => {
  it('are planted against, each of them, and no other', () => {
    expect(Object.keys(wrongImports).sort()).toEqual(rules.map(nameOf).sort());
  });

  it('name packages that some workspace has', async () => {
    const known = new Set<string>();
    for await (const file of glob(['services/*/package.json', 'web/package.json'], { cwd: repository })) {
      const { dependencies = {} } = JSON.parse(await readFile(join(repository, file), 'utf8'));
      for (const name of Object.keys(dependencies)) known.add(name);
    }
    expect(rules.flatMap(({ paths }) => Object.keys(paths)).filter((name) => !known.has(name))).toEqual([]);
  });

  it('let nothing of booking speak Mongoose but its stores and mongo/', () => {
    const may = rules.filter(({ root, paths }) => root === 'services/booking' && paths['mongoose'] === undefined);
    expect(may.map(({ includes: [files] }) => files).sort()).toEqual([
      'src/*/*-store.ts',
      'src/booking/row/*-store.ts',
      'src/mongo/**',
    ]);
  });

  it('refuse every wrong import, of types alone too, in the words of a rule', () => {
    const wrong = [...planted].filter(([, { wanted }]) => wanted === 'refused');
    expect(wrong.length).toBeGreaterThan(rules.length);
    const missed = wrong.filter(([file, { rule }]) => {
      const said = messagesAt(file);
      return said.length === 0 || said.some((message) => !messagesOf(rule).includes(message));
    });
    expect(missed.map(([file, { source }]) => ({ file, source, said: messagesAt(file) }))).toEqual([]);
  });

  it('say each of their messages at least once', () => {
    for (const rule of rules) {
      const files = [...planted].filter(([, one]) => one.rule === rule).map(([file]) => file);
      const said = new Set(files.flatMap(messagesAt));
      const silent = messagesOf(rule).filter((message) => !said.has(message));
      expect({ rule: nameOf(rule), silent }).toEqual({ rule: nameOf(rule), silent: [] });
    }
  });

  it('accept what they allow, every folder of which there is', () => {
    const right = [...planted].filter(([, { wanted }]) => wanted === 'accepted');
    expect(right.length).toBeGreaterThan(rules.length);
    const refused = right.filter(([file]) => messagesAt(file).length > 0);
    expect(refused.map(([file, { source }]) => ({ file, source, said: messagesAt(file) }))).toEqual([]);
  });

  it.each(roots.slice(1))('hold every file of %s once', async (root) => {
    const own = rules.filter((rule) => rule.root === root);
    for await (const file of glob('src/**/*.{ts,tsx}', { cwd: join(repository, root) })) {
      if (/\.(test|e2e|generate|gen)\.ts$|(^|\/)test-/.test(file)) continue;
      const holding = own.filter(({ includes }) => isIncluded(includes, file)).length;
      expect({ file, holding }).toEqual({ file, holding: 1 });
    }
  });

  it('refuse a circle of types alone', () => {
    const circles = found.filter(({ category }) => category === 'lint/suspicious/noImportCycles');
    const files = roots.slice(1).flatMap((root) => [`${root}/src/circle-a.ts`, `${root}/src/circle-b.ts`]);
    expect(circles.map(({ location }) => location.path).sort()).toEqual(files.sort());
  });
});

async function rulesOf(root: string): Promise<Rule[]> {
  const file = join(root, 'biome.json');
  const config = JSON.parse(await readFile(join(repository, file), 'utf8'));
  await write(file, JSON.stringify(config));
  return config.overrides.flatMap((override: { includes: string[]; linter: { rules: { style?: object } } }) => {
    const rule = override.linter.rules.style as { noRestrictedImports?: { options: Partial<Rule> } } | undefined;
    const { paths = {}, patterns = [] } = rule?.noRestrictedImports?.options ?? {};
    const isRule = Object.keys(paths).length + patterns.length > 0;
    return isRule ? [{ root, includes: override.includes, paths, patterns }] : [];
  });
}

/** Everything to plant for a rule: its wrong imports, the packages that it names, and one import of all it allows. */
async function importsFor(rule: Rule): Promise<Planted[]> {
  const folder = dirname(fileFor(rule, 0));
  const [, ...wrong] = wrongImports[nameOf(rule)] ?? [''];
  for (const source of wrong) if (source.startsWith('.')) await readFile(join(repository, folder, source));
  const named = rule.patterns.flatMap(({ group }) => group.filter((one) => /^(@|node:)/.test(one)));
  const ofOneName = rule.patterns.flatMap(({ group, importNamePattern }) => (importNamePattern ? group : []));
  const allowed = rule.patterns.flatMap(({ group }) => group.filter((one) => one.startsWith('!')));
  const right = await Promise.all(allowed.map((one) => sourceIn(folder, one.slice(1))));
  const packages = named
    .filter((one) => !ofOneName.includes(one))
    .map((one) => one.replace('**', 'booking/app').replace('*', 'fs'));
  const refused = [...wrong, ...packages, ...Object.keys(rule.paths)];
  return [
    ...refused.map((source) => ({ rule, source, name: 'AppRouter', wanted: 'refused' as const })),
    ...ofOneName.map((source) => ({ rule, source, name: 'createRouter', wanted: 'refused' as const })),
    ...right.map((source) => ({ rule, source, name: 'AppRouter', wanted: 'accepted' as const })),
  ];
}

/** A file that a glob of a rule stands for; there must be one, or the rule names a folder that is gone. */
async function sourceIn(folder: string, pattern: string): Promise<string> {
  if (!pattern.startsWith('.')) return pattern.replace('**', 'time/duration');
  const beside = pattern.slice(0, pattern.indexOf('*'));
  const inside = pattern.slice(beside.length).replace(/\*\*$/, '**/*.{ts,tsx}');
  for await (const file of glob(inside, { cwd: join(repository, folder, beside) })) return `${beside}${file}`;
  throw new Error(`${folder}: nothing stands where ${pattern} allows it`);
}

async function plant(one: Planted): Promise<void> {
  const file = fileFor(one.rule, planted.size);
  planted.set(file, one);
  await write(file, `import type { ${one.name} } from '${one.source}';\n\nexport type Planted = ${one.name};\n`);
}

function fileFor(rule: Rule, number: number): string {
  const [file = ''] = wrongImports[nameOf(rule)] ?? ['planted.ts'];
  const folder = nameOf(rule).slice(0, nameOf(rule).indexOf('/*'));
  return join(folder, file.replace('planted', `planted-${number}`));
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(tree, file)), { recursive: true });
  await writeFile(join(tree, file), text);
}

function lint(): Promise<readonly Diagnostic[]> {
  const only = ['style/noRestrictedImports', 'suspicious/noImportCycles'].map((rule) => `--only=${rule}`);
  const shown = ['--reporter=json', '--max-diagnostics=none', '--vcs-enabled=false'];
  return new Promise((resolve, reject) => {
    const biome = join(repository, 'node_modules/.bin/biome');
    execFile(biome, ['lint', ...only, ...shown], { cwd: tree, maxBuffer: 16 << 20 }, (_, stdout, stderr) => {
      // It ends with an error, as it should; without an answer in JSON it did not get so far.
      if (stdout.startsWith('{')) resolve(JSON.parse(stdout).diagnostics);
      else reject(new Error(stderr));
    });
  });
}

function nameOf({ root, includes }: Rule): string {
  return join(root, includes[0] ?? '');
}

function messagesOf({ paths, patterns }: Rule): string[] {
  return [...Object.values(paths), ...patterns.map(({ message }) => message)];
}

function messagesAt(file: string): string[] {
  return found
    .filter(({ category, location }) => category === 'lint/style/noRestrictedImports' && location.path === file)
    .map(({ message }) => message);
}

function isIncluded(includes: readonly string[], file: string): boolean {
  return includes.reduce(
    (is, one) => (one.startsWith('!') ? is && !matchesGlob(file, one.slice(1)) : is || matchesGlob(file, one)),
    false,
  );
}
