import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@interlude/dev-stack/api-browser';
import { allWeek, type CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import { tonesOf } from '@interlude/shared/brand/tones';
import type { BrandView, InterviewView, PictureView } from '@interlude/shared/schemas/views';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { runCommand } from '../../test/run-command.ts';
import type { PictureRow } from '../company/picture-store.ts';
import type { TenantRow } from '../company/tenant-store.ts';

let portal: TestPortal;
let candidate: CandidateBrowser;
beforeAll(async () => {
  portal = await startTestPortal();
});
beforeEach(async () => {
  await portal.renewSession();
  candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
});
afterAll(async () => await portal.stop());

const svg = (body: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50" width="200" height="50">${body}</svg>`);
const bars = '<rect width="90" height="50" fill="#722a64"/>';

/** The picture, or the refusal. */
interface Answered extends PictureView {
  readonly error?: { readonly data: { readonly refusal: { readonly code: string } } };
}

async function put(kind: string, bytes: Buffer | null, more: Record<string, string> = {}, who = portal.admin) {
  const response = await who.fetch(`/api/uploads/${kind}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-interlude': '1', ...more },
    ...(bytes === null ? {} : { body: new Uint8Array(bytes) }),
  });
  return { status: response.status, body: (await response.json()) as Answered };
}

/** An interviewer who signs in by themselves. */
async function signedInInterviewer(): Promise<{ personId: string; browser: Browser }> {
  const password = randomBytes(12).toString('hex');
  const email = `in-${randomBytes(6).toString('hex')}@acme.example`;
  const person = { name: 'Ìngrid Interviewer', email, password, roles: ['interviewer'], zone: 'UTC' };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', {
    ...person,
    interviewTypes: ['technical'],
  });
  const weekly = allWeek('08:00', '20:00');
  await portal.admin.call('availability.save', { personId, zone: 'UTC', weekly, overrides: [], recurring: [] });
  return { personId, browser: await portal.signIn(email, password) };
}

const kept = () => portal.collection<PictureRow>('pictures').countDocuments();
/** How often the timeline of the company says that a picture changed. */
const changes = () =>
  portal.collection('audit').countDocuments({ action: { $in: ['putUpPicture', 'takeDownPicture'] } });
const brandNow = async () => (await candidate.view()).brand;
const shown = (src: string) => fetch(`${portal.base}${src}`);

describe("a company's logo", () => {
  it('is drawn anew as PNG, shown to candidates under an address of its own for ever, and taken down again', async () => {
    const { status, body } = await put('logo', svg(bars));
    expect([status, body]).toEqual([
      200,
      { src: expect.stringMatching(/^\/api\/pictures\/[\w-]{43}\.png$/), width: expect.any(Number), height: 128 },
    ]);
    expect(await brandNow()).toEqual({ name: 'Acme', accent: null, logo: body });
    const answer = await shown(body.src);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const drawn = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect(drawn).toMatchObject({ format: 'png', width: body.width, height: 128 });

    const before = await changes();
    await portal.admin.call('settings.removeLogo', {});
    expect(await brandNow()).toEqual({ name: 'Acme', accent: null });
    await portal.admin.call('settings.removeLogo', {});
    expect((await changes()) - before).toBe(1);
    expect((await shown(body.src)).status).toBe(404);
  });

  it('replaces the one before, which mails that went out still show, and put up twice it is one', async () => {
    const before = await kept();
    const first = (await put('logo', svg(bars))).body.src;
    const noted = await changes();
    expect((await put('logo', svg(bars))).body.src).toBe(first);
    expect(await changes()).toBe(noted);
    const second = (await put('logo', svg('<circle r="20"/>'))).body.src;
    expect([(await shown(first)).status, (await shown(second)).status]).toEqual([200, 200]);
    expect((await kept()) - before).toBe(2);

    await portal.admin.call('settings.removeLogo', {});
    expect([(await shown(first)).status, (await shown(second)).status]).toEqual([404, 404]);
  });

  it('of sixteen former ones at most stays where mails show it', async () => {
    const rows = Array.from({ length: 17 }, (_, n): PictureRow => {
      const _id = `${String(n).padStart(2, '0')}${'x'.repeat(41)}`;
      return {
        _id,
        tenantId: portal.tenantId,
        kind: 'logo',
        bytes: Buffer.from('x'),
        createdAt: new Date(n),
      } as PictureRow;
    });
    await portal.collection<PictureRow>('pictures').insertMany(rows);
    await put('logo', svg('<circle r="22"/>'));
    const stay = await portal
      .collection<PictureRow>('pictures')
      .find({ kind: 'logo', createdAt: { $lt: new Date(99) } })
      .toArray();
    expect(stay.map(({ createdAt }) => createdAt.getTime()).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 16 }, (_, n) => n + 1),
    );
    await portal.admin.call('settings.removeLogo', {});
  });

  it('keeps nothing of a drawing but its pixels: no script, no reference, no text of the file', async () => {
    const canary = 'canary-of-the-original';
    const evil = svg(
      `<script>${canary}</script><image href="http://127.0.0.1:9/${canary}.png" width="9" height="9"/>` +
        `<image href="file:///etc/passwd" width="9" height="9"/><!-- ${canary} -->${bars}`,
    );
    const { status, body } = await put('logo', evil);
    expect(status).toBe(200);
    const bytes = Buffer.from(await (await shown(body.src)).arrayBuffer());
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect(bytes.includes(canary)).toBe(false);
  });
});

describe('what is no picture', () => {
  it('is refused with a code, and nothing is kept', async () => {
    const before = await kept();
    const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer();
    // 81 million black pixels, which a PNG folds into a few hundred kilobytes.
    const bomb = await sharp({
      create: { width: 9_000, height: 9_000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_048_576);
    const gif = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#000' } })
      .gif()
      .toBuffer();
    const refused: readonly [string, Buffer | null, number][] = [
      ['a bomb', bomb, 400],
      ['a format that is not taken', gif, 400],
      ['a photo cut off', photo.subarray(0, photo.length - 200), 400],
      ['text', Buffer.from('../../etc/passwd'), 400],
      ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 400],
      ['nothing', Buffer.alloc(0), 400],
      ['no body', null, 400],
      ['a byte more than is taken', Buffer.concat([photo, Buffer.alloc(1_048_577 - photo.length)]), 413],
    ];
    for (const [what, bytes, status] of refused) {
      const answer = await put('logo', bytes);
      expect([what, answer.status, answer.body.error?.data.refusal.code]).toEqual([what, status, 'invalid_input']);
    }
    expect(await kept()).toBe(before);
  });

  it('nor does a foreign page, a form, an unknown kind, a compressed body or a path as a name get through', async () => {
    const bytes = svg(bars);
    expect((await put('logo', bytes, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await put('logo', bytes, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await put('logo', bytes, { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(415);
    expect((await put('logo', bytes, { 'x-interlude': '0' })).status).toBe(400);
    expect((await put('banner', bytes)).status).toBe(400);
    expect((await put('logo', bytes, { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await put('..%2f..%2flogo', bytes)).status).toBe(400);
    for (const path of ['../server.ts', '%2e%2e%2fserver.ts', 'x.png', `${'a'.repeat(43)}.svg`])
      expect((await shown(`/api/pictures/${path}`)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('the face of somebody who interviews', () => {
  it('is put up and taken down by themselves, and seen by whoever will meet them', async () => {
    const { personId, browser } = await signedInInterviewer();
    const meeting = await portal.invite(await portal.addTemplate([personId]));
    await meeting.book((await meeting.slots()).starts[0] ?? '');
    const [plain] = (await meeting.view()).interviewers;
    expect(plain).toEqual({ name: expect.any(String), hue: expect.any(Number) });

    const photo = await sharp({ create: { width: 900, height: 400, channels: 3, background: '#a33' } })
      .withExif({ IFD0: { Artist: 'canary-artist' } })
      .jpeg()
      .toBuffer();
    const { body } = await put('photo', photo, {}, browser);
    expect(body).toMatchObject({ width: 256, height: 256 });
    expect((await meeting.view()).interviewers).toEqual([{ ...plain, photo: body }]);
    expect(Buffer.from(await (await shown(body.src)).arrayBuffer()).includes('canary-artist')).toBe(false);
    expect((await browser.ask<{ photo: object }>('staff.me')).photo).toEqual(body);

    await browser.call('staff.removePhoto', {});
    expect((await meeting.view()).interviewers).toEqual([plain]);
  });

  it('is nothing that lets them change the logo or the colour', async () => {
    const { browser } = await signedInInterviewer();
    expect((await put('logo', svg(bars), {}, browser)).status).toBe(403);
    await expect(browser.call('settings.saveAccent', { accent: '#112233' })).rejects.toMatchObject({
      refusal: { code: 'forbidden' },
    });
    expect((await put('logo', svg(bars), {}, candidate.browser)).status).toBe(401);
    // Nobody's file is read before they are known: a larger one than is taken is not what is told.
    const endless = Buffer.alloc(1_048_577);
    expect((await put('logo', endless, {}, candidate.browser)).status).toBe(401);
    expect((await put('logo', endless, {}, browser)).status).toBe(403);
  });
});

describe("a company's colour", () => {
  it('is set from the command line too, as is its logo, and taken away again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'brand-'));
    const file = join(folder, 'logo.svg');
    await writeFile(file, svg(bars));
    const run = (...args: string[]) => runCommand(portal, 'set-brand.ts', ...args);
    const tenant = () => portal.collection<TenantRow>('tenants').findOne({ name: 'Acme' });
    const company = ['--company', (await tenant())?.slug ?? ''];

    await run(...company, '--accent', '#0A5C36', '--logo', file);
    expect(await tenant()).toMatchObject({ accent: '#0a5c36', logo: { height: 128 } });
    await run(...company, '--accent', 'none', '--logo', 'none');
    expect(await tenant()).toMatchObject({ accent: null, logo: null });
    await expect(run('--company', 'nobody', '--accent', 'none')).rejects.toMatchObject({
      stderr: expect.stringContaining('There is no company nobody'),
    });
    await rm(folder, { recursive: true });
  });

  it('comes with the link, and as a style sheet for browsers that cannot derive its tones', async () => {
    await portal.admin.call('settings.saveAccent', { accent: '#F2A900' });
    const brand: BrandView = { name: 'Acme', accent: '#f2a900' };
    const again = await candidate.browser.call<{ brand: BrandView }>('candidate.exchange', {
      token: candidate.link,
    });
    expect(again).toMatchObject({ brand });
    const { brand: seen } = await candidate.browser.ask<InterviewView>('candidate.interview', {
      interviewId: candidate.interviewId,
    });
    expect(seen).toMatchObject(brand);
    const sheet = await shown('/api/colours/f2a900.css');
    expect(sheet.headers.get('content-type')).toContain('text/css');
    expect(await sheet.text()).toContain(`--fill:${tonesOf('#f2a900').fill.light}`);
    for (const name of ['red', 'zzzzzz', 'f2a90', 'f2a900;}'])
      expect([name, (await shown(`/api/colours/${name}.css`)).status]).toEqual([name, 404]);
    await expect(portal.admin.call('settings.saveAccent', { accent: 'red' })).rejects.toMatchObject({
      refusal: { code: 'invalid_input' },
    });
  });
});
