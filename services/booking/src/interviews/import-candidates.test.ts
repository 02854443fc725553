import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { csvOf } from '@interlude/shared/csv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

interface Imported {
  readonly rows: {
    readonly line: number;
    readonly result: string;
    readonly because: string | null;
    readonly candidateId: string | null;
    readonly applies: boolean;
    readonly raw: string | null;
  }[];
}

const email = () => `can-${intentKey()}@candidate.example`.toLowerCase();
const newJob = async (more: object = {}) =>
  (await portal.admin.call<{ jobId: string }>('jobs.create', { title: `Job ${intentKey()}`, ...more })).jobId;
const apply = async (jobId: string, candidate: object) =>
  await portal.admin.call<{ candidateId: string; applicationId: string }>('applications.create', { jobId, candidate });

describe('an import', () => {
  const run = async (csv: string, dryRun: boolean, more: object = {}) =>
    (await portal.admin.call<Imported>('candidates.importCsv', { csv, dryRun, ...more })).rows;
  const count = async () =>
    (await portal.collection('candidates').countDocuments()) +
    (await portal.collection('applications').countDocuments());

  it('names the fault of each row, whatever the order of the columns, and writes nothing in a dry run', async () => {
    const title = `Nurse ${intentKey()}`;
    const jobId = await newJob({ title });
    const known = email();
    await apply(jobId, { name: 'Known', email: known });
    const added = email();
    const csv = [
      '\uFEFFEmail;Job;Time zone;Name;Language',
      `${added};${title};Europe/Lisbon;"Quinn; ""Zoë""";pt`,
      `${known};;;Known;`,
      `nobody;;;'=Wrong address;`,
      `${email()};;;;`,
      `${email()};;Mars/Olympus;Wrong zone;`,
      `${email()};Nothing like it;;Wrong job;`,
      `${email()};;;Wrong language;?`,
      `${added};${title};;"Two\r\nlines";`,
      '',
    ].join('\r\n');
    const before = await count();
    const rows = await run(csv, true);
    expect(rows.map(({ line, result, because }) => [line, result, because])).toEqual([
      [2, 'new', null],
      [3, 'known', null],
      [4, 'fault', 'email'],
      [5, 'fault', 'name'],
      [6, 'fault', 'zone'],
      [7, 'fault', 'job'],
      [8, 'fault', 'language'],
      [9, 'known', null],
    ]);
    expect(rows[2]?.raw).toBe("nobody,,,'=Wrong address,");
    expect(await count()).toBe(before);

    expect((await run(csv, false)).map(({ result }) => result)).toEqual(rows.map(({ result }) => result));
    expect(await count()).toBe(before + 2);
    const row = await portal.collection('candidates').findOne({ email: added });
    expect(row).toMatchObject({ name: 'Quinn; "Zoë"', zone: 'Europe/Lisbon', locale: 'pt' });
    const again = await run(csv, false);
    expect(again.map(({ result, applies }) => [result, applies])).toEqual([
      ['known', false],
      ['known', false],
      ...Array.from({ length: 5 }, () => ['fault', false]),
      ['known', false],
    ]);
    expect(await count()).toBe(before + 2);
  });

  it('adds everybody once when two thousand rows come twice at the same time', async () => {
    const jobId = await newJob();
    const lines = Array.from({ length: 2_000 }, (_, n) => [`Candidate ${n}`, `many-${n}-${intentKey()}@c.example`]);
    const csv = csvOf([['name', 'email'], ...lines]);
    const before = await count();
    const [one = [], two = []] = await Promise.all([run(csv, false, { jobId }), run(csv, false, { jobId })]);
    expect(await count()).toBe(before + 4_000);
    const added = [...one, ...two].filter(({ result }) => result === 'new');
    expect(added).toHaveLength(2_000);
    await expect(run(`${csv}More,more@c.example`, true)).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
  });

  it('names the row of a stray quotation mark, and takes the others, those with line ends in them too', async () => {
    const rows = await run(
      [
        'name,email',
        `Ada,${email()}`,
        `"Ben,${email()}`,
        `Cleo,${email()}`,
        `"Two\nlines",${email()}`,
        `Da"vid,${email()}`,
        `"Eva" Maria,${email()}`,
        '',
        `Finn,${email()}`,
      ].join('\n'),
      true,
    );
    expect(rows.map(({ line, because }) => [line, because])).toEqual([
      [2, null],
      [3, 'quote'],
      [4, null],
      [5, null],
      [7, 'quote'],
      [8, 'quote'],
      [10, null],
    ]);
    expect(rows[1]?.raw).toMatch(/^"Ben,/);
  });

  it('refuses a file without the columns it needs, with an open quote in its header, or of more than a megabyte', async () => {
    for (const csv of ['phone,city\n1,2', 'name,"email\nopen,a@b.example', `name,email\n${'x'.repeat(1_100_000)}`]) {
      await expect(run(csv, true)).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
    }
  });

  it('takes what the export gives, in which no cell is executed', async () => {
    const name = `=HYPERLINK("http://evil.example";"${intentKey()}")`;
    const address = email();
    await portal.admin.call('candidates.create', { name, email: address });
    const { csv } = await portal.admin.ask<{ csv: string }>('candidates.export', {});
    expect(csv).toContain(`"'=HYPERLINK(""http`);
    const rows = await run(csv.split('\r\n').slice(0, 1_000).join('\r\n'), true);
    expect(rows.filter(({ result }) => result !== 'known')).toEqual([]);
    const changed = csv.replace(address, email());
    const header = changed.split('\r\n')[0] ?? '';
    const line = changed.split('\r\n').find((one) => one.includes(name.slice(-20, -2))) ?? '';
    const [only] = await run(`${header}\r\n${line}`, false);
    const stored = await portal
      .collection<{ _id: string; name: string }>('candidates')
      .findOne({ _id: only?.candidateId ?? '' });
    expect(stored?.name).toBe(name);
  });
});
