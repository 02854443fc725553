import { lookup as lookUp } from 'node:dns';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { ProviderError } from './provider.ts';

/** No address of these belongs to a public service. */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  inside.addSubnet(network, bits, 'ipv6');
}

/** Whether an address is of a private network, this machine, or none that can be asked. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return inside.check(mapped, 'ipv4');
  const family = isIP(address);
  return family === 0 || inside.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

export interface OutgoingRules {
  /** Where development and tests may ask their own machine, by plain HTTP too. */
  readonly mayAskInside: boolean;
}

export interface Fetched {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
}

interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** GET unless it is said. */
  readonly method?: string;
  readonly body?: string;
  /** A redirect is an answer and not followed. */
  readonly isStaying?: boolean;
  /** How much is read of an answer at most; ten megabytes unless it is said. */
  readonly mostBytes?: number;
  /** Before bytes of the answer are kept; what it throws is why the answer is not read. */
  readonly take?: (bytes: number) => void;
  /** Whether a host may be asked by what was not already forbidden; each that a redirect leads to is judged too. */
  readonly mayAsk?: (host: string) => boolean;
}

const usualBytes = 10_000_000;
const mostRedirects = 3;

/**
 * Fetches an address that a stranger has named: by https, from public networks alone, whatever a name resolves to and
 * wherever it redirects; ten megabytes at most. Throws `ProviderError`: `forbidden` where it may not be asked,
 * `retryable` where no answer came.
 */
export async function fetchOutgoing(address: string, rules: OutgoingRules, asked: Asked): Promise<Fetched> {
  let url = checked(address, rules, asked);
  for (let hop = 0; ; hop++) {
    const answer = await once(url, rules, asked);
    const next = answer.status >= 300 && answer.status < 400 ? answer.header('location') : null;
    if (next === null || answer.status === 304 || asked.isStaying) return answer;
    if (hop === mostRedirects) throw new ProviderError('rejected');
    url = checked(URL.parse(next, url.href)?.href ?? '', rules, asked);
  }
}

/** What an answer that is no calendar means. */
export function refusedBy({ status, header }: Pick<Fetched, 'status' | 'header'>): ProviderError {
  if (status === 401 || status === 403) return new ProviderError('auth');
  if (status === 404 || status === 410) return new ProviderError('gone');
  if (status !== 429 && status < 500) return new ProviderError('rejected');
  const said = header('retry-after') ?? '';
  // Seconds, or a date (RFC 9110, 10.2.3).
  const retryAfterMs = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.now();
  return new ProviderError('retryable', retryAfterMs > 0 ? { retryAfterMs } : {});
}

function checked(address: string, { mayAskInside }: OutgoingRules, { mayAsk = () => true }: Asked): URL {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') throw new ProviderError('forbidden');
  if (url.protocol !== 'https:' && !(mayAskInside && url.protocol === 'http:')) throw new ProviderError('forbidden');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!mayAskInside && isIP(host) !== 0 && isInside(host)) throw new ProviderError('forbidden');
  if (!mayAsk(url.hostname)) throw new ProviderError('forbidden');
  return url;
}

// The address that is connected to is the one that was judged: a second question could be answered otherwise.
function lookupBy({ mayAskInside }: OutgoingRules): LookupFunction {
  return (hostname, options, done) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, '');
      const allowed = mayAskInside ? found : found.filter(({ address }) => !isInside(address));
      const [first] = allowed;
      if (first === undefined) return done(new ProviderError('forbidden'), '');
      if (options.all) return done(null, allowed);
      done(null, first.address, first.family);
    });
  };
}

async function bytesOf(
  answer: AsyncIterable<Buffer>,
  { mostBytes = usualBytes, take }: Asked,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer) {
    size += piece.length;
    if (size > mostBytes) throw new ProviderError('too_large');
    take?.(piece.length);
    pieces.push(piece);
  }
  // Of its own memory, so that it can be handed to a thread.
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function fetchedOf({ statusCode = 0, headers }: IncomingMessage, bytes: Uint8Array<ArrayBuffer>): Fetched {
  return {
    status: statusCode,
    header: (name) => [headers[name] ?? null].flat()[0] ?? null,
    bytes,
    // What is large is read elsewhere.
    get text() {
      return Buffer.from(bytes.buffer).toString('utf8');
    },
  };
}

async function once(url: URL, rules: OutgoingRules, asked: Asked): Promise<Fetched> {
  const { headers = {}, signal, method = 'GET', body } = asked;
  const send = url.protocol === 'https:' ? requestTls : requestPlain;
  try {
    return await new Promise<Fetched>((resolve, reject) => {
      const request = send(url, { method, signal, headers, lookup: lookupBy(rules), agent: false }, (response) => {
        bytesOf(response, asked).then((bytes) => resolve(fetchedOf(response, bytes)), reject);
      });
      request.once('error', reject);
      request.end(body);
    });
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError('retryable', { cause: error });
  }
}
