import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { makePicture } from './make-picture.ts';

const drawing = (body: string, width = 200, height = 50) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`);
const bar = '<rect width="9" height="9" fill="#722a64"/>';
const logo = (original: Buffer) => ({ kind: 'logo' as const, original });
const invalid = (message: string) => ({ refusal: { code: 'invalid_input', issues: [{ path: 'file', message }] } });

it('draws a drawing as large as it is wanted, whatever size it says it has', async () => {
  const sizes = [
    [24, 24],
    [1_920, 1_080],
    [30_000, 4_000],
  ] as const;
  const made = [];
  for (const size of sizes) made.push(await makePicture(logo(drawing(bar, ...size))));
  expect(made.map(({ width, height }) => [width, height])).toEqual([
    [128, 128],
    [228, 128],
    [960, 128],
  ]);
  const face = await makePicture({ kind: 'photo', original: drawing(bar, 4_000, 3_000) });
  expect([face.width, face.height]).toEqual([256, 256]);
});

it('gives up a drawing that would take minutes, and draws the next one', async () => {
  const clouds = Array.from({ length: 900 }, (_, n) => {
    const filter = `<filter id="f${n}"><feTurbulence baseFrequency="0.9" numOctaves="200"/></filter>`;
    return `${filter}<rect width="200" height="50" filter="url(#f${n})"/>`;
  });
  const endless = makePicture(logo(drawing(clouds.join(''))), { withinMs: 3_000 });
  await expect(endless).rejects.toMatchObject(invalid('takes too long to draw'));
  expect((await makePicture(logo(drawing(bar)))).height).toBe(128);
});

it('takes no compressed drawing, which may unfold to any length', async () => {
  const unfolding = makePicture(logo(gzipSync(drawing(bar))));
  await expect(unfolding).rejects.toMatchObject(invalid('is no PNG, JPEG, WebP or SVG that can be read'));
});

it('turns away at once whoever would wait behind too many, as unavailable', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 9 }, () => makePicture(logo(drawing(bar)))));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => reason.refusal)).toEqual([expect.objectContaining({ code: 'unavailable' })]);
});

it('fails, and refuses nothing, where the decoder fails by itself', async () => {
  const broken = makePicture(logo(null as unknown as Buffer));
  await expect(broken).rejects.not.toHaveProperty('refusal');
});
