import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface FileEvent {
  readonly uid: string;
  /** Instants. */
  readonly from: string;
  readonly to: string;
  readonly title?: string;
  /** Further lines. */
  readonly more?: readonly string[];
}

const basic = (at: string) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/** A server that gives out one calendar as a file, as calendar products do, until the process ends. */
export async function startCalendarFile() {
  let events: readonly FileEvent[] = [];
  let status = 200;
  const secret = 'private-3f9c';
  const text = () =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//EN',
      ...events.flatMap(({ uid, from, to, title = 'Dentist', more = [] }) => [
        'BEGIN:VEVENT',
        `UID:${uid}`,
        `DTSTART:${basic(from)}`,
        `DTEND:${basic(to)}`,
        `SUMMARY:${title}`,
        ...more,
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
      '',
    ].join('\r\n');
  let asked = 0;
  let delayMs = 0;
  const server = createServer(async (request, response) => {
    asked += 1;
    if (delayMs > 0) await sleep(delayMs);
    if (request.url !== `/${secret}/basic.ics`) return void response.writeHead(404).end();
    if (status !== 200) return void response.writeHead(status).end();
    const body = text();
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { etag, 'content-type': 'text/calendar' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${secret}/basic.ics`,
    secret,
    /** How often it was asked. */
    asked: () => asked,
    has(next: readonly FileEvent[]): void {
      events = next;
    },
    /** How long it takes to answer from now on. */
    takes(ms: number): void {
      delayMs = ms;
    },
    /** What it answers from now on; 200 is the file. */
    answers(next: number): void {
      status = next;
    },
  };
}
