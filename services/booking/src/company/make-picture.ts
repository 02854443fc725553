import pLimit from 'p-limit';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { refuse } from '../runtime/refused.ts';
import type { PictureKind } from './picture-store.ts';

// Whatever else the decoder knows stays shut: each format is a parser for the bytes of strangers.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadSvgBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

const mostPixels = 24_000_000;
const longestSeconds = 5;
/** A logo is 32 px high on pages; four times that is sharp on every screen and in print. */
const logo = { width: 960, height: 128 };
const photoSide = 256;
// A drawing has no size of its own that matters: it is drawn large enough to be scaled down.
const drawingDensity = 288;
// Two at a time: decoding takes memory and a core each.
const inTurn = pLimit(2);

export interface MadePicture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * A picture made anew as PNG from the bytes of a PNG, JPEG, WebP or SVG, told by their content: nothing of the original
 * but its pixels is left. Refuses `invalid_input` for anything else, and for what is too large to be decoded.
 */
export async function makePicture(kind: PictureKind, original: Buffer): Promise<MadePicture> {
  return await inTurn(async () => {
    const { format } = await read(original);
    const picture = open(original, format === 'svg' ? { density: drawingDensity } : {}).autoOrient();
    const sized =
      kind === 'logo'
        ? picture.resize({ ...logo, fit: 'inside', withoutEnlargement: true })
        : picture.resize({ width: photoSide, height: photoSide, fit: 'cover' });
    const made = sized.timeout({ seconds: longestSeconds }).png({ compressionLevel: 9, palette: kind === 'logo' });
    const { data, info } = await orRefuse(() => made.toBuffer({ resolveWithObject: true }));
    return { bytes: data, width: info.width, height: info.height };
  });
}

async function read(original: Buffer): Promise<Metadata> {
  const metadata = await orRefuse(() => open(original).metadata());
  // A file of many pages or frames is a film or a bomb.
  if ((metadata.pages ?? 1) > 1) invalid('has more than one page');
  return metadata;
}

function open(original: Buffer, more: { density?: number } = {}): Sharp {
  return sharp(original, { limitInputPixels: mostPixels, failOn: 'error', ...more });
}

// The decoder says only that it failed: bytes that are no picture, cut off, or larger than it is allowed to unfold.
async function orRefuse<T>(decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch {
    return invalid('is no PNG, JPEG, WebP or SVG that can be read');
  }
}

function invalid(message: string): never {
  return refuse({ code: 'invalid_input', issues: [{ path: 'file', message }] });
}
