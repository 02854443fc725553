import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchOutgoing, isInside, refusedBy } from './outgoing.ts';

const server = createServer((request, response) => {
  if (request.url === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
  if (request.url === '/away') return void response.writeHead(302, { location: 'ftp://files.example/x' }).end();
  if (request.url === '/big') return void response.end(Buffer.alloc(11_000_000));
  if (request.url === '/hang') return;
  response.end('fine');
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const ask = (address: string, mayAskInside = false, signal = AbortSignal.timeout(5_000)) =>
  fetchOutgoing(address, { mayAskInside }, { signal });

describe('an address that a stranger names', () => {
  it('is asked by https alone, without a user in it, and never inside, by number or by name', async () => {
    const { port } = new URL(base);
    const refused = [
      'http://calendar.example/x.ics',
      'https://user:pass@calendar.example/',
      'ftp://a.example',
      'nothing',
    ];
    const inside = [
      '127.0.0.1',
      '[::1]',
      '10.1.2.3',
      '169.254.169.254',
      '[::ffff:127.0.0.1]',
      'localhost',
      '2130706433',
    ];
    for (const address of [...refused, ...inside.map((host) => `https://${host}:${port}/`)])
      await expect(ask(address), address).rejects.toMatchObject({ outcome: 'forbidden' });
  });

  it('is bounded in size, in redirects, in where these lead, and in time', async () => {
    expect((await ask(`${base}/`, true)).text).toBe('fine');
    await expect(ask(`${base}/big`, true)).rejects.toMatchObject({ outcome: 'too_large' });
    await expect(ask(`${base}/loop`, true)).rejects.toMatchObject({ outcome: 'rejected' });
    await expect(ask(`${base}/away`, true)).rejects.toMatchObject({ outcome: 'forbidden' });
    await expect(ask(`${base}/hang`, true, AbortSignal.timeout(50))).rejects.toMatchObject({ outcome: 'retryable' });
  });

  it('is inside for every network that is not public', () => {
    for (const address of [
      '0.0.0.0',
      '100.64.0.1',
      '172.20.0.1',
      '192.168.1.1',
      '224.0.0.1',
      'fd00::1',
      'fe80::1',
      'fec0::1',
      '::7f00:1',
      '::ffff:7f00:1',
      '2002:7f00:1::1',
      '64:ff9b:1::7f00:1',
      'x',
    ])
      expect(isInside(address), address).toBe(true);
    for (const address of ['8.8.8.8', '172.32.0.1', '2606:4700::1111']) expect(isInside(address), address).toBe(false);
  });
});

it('a server that names the hour from which it may be asked again is left alone until then', () => {
  const header = () => new Date(Date.now() + 600_000).toUTCString();
  const { retryAfterMs } = refusedBy({ status: 503, header });
  expect(retryAfterMs).toBeGreaterThan(590_000);
  expect(refusedBy({ status: 503, header: () => 'soon' }).retryAfterMs).toBeNull();
  expect(refusedBy({ status: 503, header: () => null }).retryAfterMs).toBeNull();
});

it('however long a server wishes to be left alone, it is asked again within the hour', () => {
  const { retryAfterMs } = refusedBy({ status: 429, header: () => '999999999999' });
  expect(retryAfterMs).toBe(3_600_000);
});
