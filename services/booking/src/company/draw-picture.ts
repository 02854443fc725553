import { writeFile } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PictureKind } from './picture-store.ts';

/*
 * A process of its own for one picture: what a drawing costs is known only when it is drawn, and a decoder cannot be
 * stopped but with its process. It answers once and is done.
 */

export interface ToDraw {
  readonly kind: PictureKind;
  readonly original: Uint8Array;
}

export interface MadePicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type Drawn = { readonly made: MadePicture } | { readonly unreadable: string };

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
/** A logo is 32 px high on pages; four times that is sharp on every screen and in print. */
const logo = { width: 960, height: 128 };
const photoSide = 256;
const dotsPerInch = 72;
const unreadable = 'is no PNG, JPEG, WebP or SVG that can be read';

class Unreadable extends Error {}

async function draw({ kind, original }: ToDraw): Promise<MadePicture> {
  // A drawing may come compressed, and then unfolds to any length.
  if (original[0] === 0x1f && original[1] === 0x8b) throw new Unreadable(unreadable);
  // The head alone is read, so its size does not matter yet.
  const head = await read(() => sharp(original, { limitInputPixels: false }).metadata());
  // A file of many pages or frames is a film or a bomb.
  if ((head.pages ?? 1) > 1) throw new Unreadable('has more than one page');
  const picture = opened(original, head, kind);
  const sized =
    kind === 'logo'
      ? picture.resize({ ...logo, fit: 'inside', withoutEnlargement: true })
      : picture.resize({ width: photoSide, height: photoSide, fit: 'cover' });
  const made = sized.png({ compressionLevel: 9, palette: kind === 'logo' });
  const { data, info } = await read(() => made.toBuffer({ resolveWithObject: true }));
  return { bytes: data, width: info.width, height: info.height };
}

function opened(original: Uint8Array, { format, width, height }: Metadata, kind: PictureKind): Sharp {
  const limits = { limitInputPixels: mostPixels, failOn: 'error' } as const;
  if (format !== 'svg') return sharp(original, limits).autoOrient();
  // The size that a drawing says it has does not matter: it is drawn as large as it is wanted.
  const scale =
    kind === 'logo'
      ? Math.min(logo.width / width, logo.height / height)
      : Math.max(photoSide / width, photoSide / height);
  const density = Math.min(Math.max(dotsPerInch * scale, 1), 100_000);
  return sharp(original, { ...limits, density });
}

// The decoder says only in words why it failed; what lacks memory says nothing of the picture.
async function read<T>(decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    if (!(error instanceof Error) || /memory/i.test(error.message)) throw error;
    throw new Unreadable(unreadable, { cause: error });
  }
}

process.once('message', async (asked: ToDraw) => {
  // Where memory runs out, Linux ends this process before any other.
  await writeFile('/proc/self/oom_score_adj', '1000').catch(() => undefined);
  const drawn = await draw(asked).then(
    (made): Drawn => ({ made }),
    (error): Drawn => {
      if (error instanceof Unreadable) return { unreadable: error.message };
      throw error;
    },
  );
  process.send?.(drawn, () => process.disconnect());
});
