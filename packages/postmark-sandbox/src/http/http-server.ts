import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { logFailure } from '../failure-log.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import { edgePage, json, type Reply } from './reply.ts';

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves `answer` on a host and port (0 = any free one). Stopping cuts open connections, also those left hanging. */
export async function startHttpServer(
  address: { host: string; port: number },
  answer: (incoming: Incoming) => Promise<Reply>,
): Promise<RunningServer> {
  const server = createServer((request, response) => void respond(request, response, answer));
  // Clients pool connections; closing idle ones early would look like a lost send.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => stopServer(server) };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (incoming: Incoming) => Promise<Reply>,
): Promise<void> {
  let reply: Reply;
  try {
    const incoming = await readIncoming(request);
    reply = incoming ? await answer(incoming) : edgePage(413, 'Request Entity Too Large');
  } catch (error) {
    logFailure('request failed')(error);
    reply = json({ ErrorCode: 500, Message: 'Internal Server Error' }, 500);
  }
  if (reply === 'hang' || response.destroyed) return;
  if (reply === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(Buffer.byteLength(reply.body)) });
  response.end(request.method === 'HEAD' ? undefined : reply.body);
}

async function stopServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
