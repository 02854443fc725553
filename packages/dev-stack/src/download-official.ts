import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runCommand } from './run-command.ts';

export interface Download {
  /** A gzipped tar archive at the vendor's. */
  readonly url: string;
  /** Path of the binary inside the archive. */
  readonly member: string;
}

const headersWithinMs = 5_000;
const silenceMs = 10_000;

/**
 * Fetches the vendor's archive and puts its binary at `target`. Gives up when no answer begins within five seconds or
 * the transfer stands still for ten, so that a machine without internet goes on to the next source at once.
 */
export async function downloadOfficial(
  download: Download,
  target: string,
  say?: (line: string) => void,
): Promise<void> {
  const work = await mkdtemp(join(dirname(target), '.fetch-'));
  try {
    const archive = join(work, 'archive.tgz');
    await fetchTo(download.url, archive, say);
    await runCommand('tar', ['-xzf', archive, '-C', work, download.member]);
    await chmod(join(work, download.member), 0o755);
    await rename(join(work, download.member), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchTo(url: string, file: string, say?: (line: string) => void): Promise<void> {
  const stalled = new AbortController();
  let timer = setTimeout(
    () => stalled.abort(new Error(`no answer within ${headersWithinMs / 1000} s`)),
    headersWithinMs,
  );
  try {
    const response = await fetch(url, { signal: stalled.signal });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const total = Number(response.headers.get('content-length')) || 0;
    let got = 0;
    let toldAt = performance.now();
    const watch = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        clearTimeout(timer);
        timer = setTimeout(() => stalled.abort(new Error('the transfer stands still')), silenceMs);
        got += chunk.length;
        if (performance.now() - toldAt > 2_000) {
          toldAt = performance.now();
          say?.(`${basename(url)}: ${Math.round(got / 1e6)}${total ? ` of ${Math.round(total / 1e6)}` : ''} MB`);
        }
        yield chunk;
      }
    };
    await pipeline(Readable.from(response.body), watch, createWriteStream(file), { signal: stalled.signal });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    throw new Error(`${new URL(url).host}: ${cause || (error instanceof Error ? error.message : error)}`, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}
