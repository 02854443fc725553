import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Call {
  readonly path: string;
  readonly headers: Record<string, string>;
  /** Sent as JSON by POST; a call without one is a GET. */
  readonly json?: unknown;
}

export type LoadClient = ReturnType<typeof createLoadClient>;

/** Calls over kept connections, at most so many, with as little of the client in the measurement as can be. */
export function createLoadClient(base: string, connections: number) {
  const { hostname, port } = new URL(base);
  // All connections in turn, and none idle for so long that the server may be closing it while it is used again.
  const agent = new Agent({
    keepAlive: true,
    maxSockets: connections,
    maxFreeSockets: connections,
    scheduling: 'fifo',
    timeout: 3_000,
  });
  return {
    send: ({ path, headers, json }: Call): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const body = json === undefined ? undefined : JSON.stringify(json);
        const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
        const method = body === undefined ? 'GET' : 'POST';
        const options = { agent, hostname, port, path, method, headers: { ...headers, ...length } };
        const call = request(options, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
          });
        });
        call.on('error', reject);
        call.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** The answer of a status that was expected; any other one voids the run it belongs to. */
export function expected(answer: Answer, status: number): Answer {
  if (answer.status === status) return answer;
  throw new Error(`answered ${answer.status} instead of ${status}: ${answer.body.toString('utf8', 0, 90)}`);
}
