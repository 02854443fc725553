import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Whether this process may listen on the port; asks every interface, because a wildcard listener also takes loopback. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A free port below the range the system takes outgoing connections from, so that it is still free a little later. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isPortFree(port)) return port;
  }
}

/** The preferred port when free and not given away already, else any free one; the result is added to `given`. */
export async function choosePort(preferred: number, given: Set<number>): Promise<number> {
  let port = preferred;
  while (given.has(port) || !(await isPortFree(port))) port = await freePort();
  given.add(port);
  return port;
}
