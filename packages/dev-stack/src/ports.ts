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

/** A port the system says is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** The preferred port when free and not given away already, else any free one; the result is added to `given`. */
export async function choosePort(preferred: number, given: Set<number>): Promise<number> {
  let port = preferred;
  while (given.has(port) || !(await isPortFree(port))) port = await freePort();
  given.add(port);
  return port;
}
