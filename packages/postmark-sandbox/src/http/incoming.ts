import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** One request, read to its end. `path` and the names in `query` are lower case: the provider ignores their case. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const maxBodyBytes = 64 * 1024 * 1024;

/** Reads a request, or returns null when its body is larger than any the provider takes (50 MB for a batch). */
export async function readIncoming(request: IncomingMessage): Promise<Incoming | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  return {
    method: request.method ?? 'GET',
    path: url.pathname.toLowerCase().replace(/(?<=.)\/+$/, ''),
    query: new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value])),
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

/** The body as JSON, or undefined when it is not JSON. */
export function jsonBodyOf(incoming: Incoming): unknown {
  try {
    return JSON.parse(incoming.body.toString('utf8'));
  } catch {
    return undefined;
  }
}
