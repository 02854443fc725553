import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChildProcesses } from './child-processes.ts';
import { environment } from './config.ts';
import { freePort } from './ports.ts';
import { type PythonPackages, pythonFolder, radicale, xandikos } from './python-packages.ts';
import { until } from './until-ready.ts';

export const caldavServers = ['radicale', 'xandikos'] as const;
export type CaldavServerName = (typeof caldavServers)[number];

const password = 'canary-app-password';

interface Prepared {
  readonly packages: PythonPackages;
  readonly args: readonly string[];
  /** Where the calendars of the account are. */
  readonly home: string;
}

/** A real CalDAV server with one account, on a port and in a folder of its own. Radicale alone asks for a password. */
export async function startCaldav(name: CaldavServerName, username = 'ada') {
  const folder = await mkdtemp(join(tmpdir(), `interlude-${name}-`));
  const port = await freePort();
  const { packages, args, home } = await (name === 'radicale' ? asRadicale : asXandikos)({ folder, port, username });
  // Xandikos says by it how its user is invited.
  const env = { ...environment, PYTHONPATH: await pythonFolder(packages), EMAIL: 'ada@one.example' };
  const children = createChildProcesses(() => undefined);
  children.removeAfterDeath(folder);
  const child = children.start({ name, command: 'python3', args, env });
  const url = `http://127.0.0.1:${port}/`;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

  async function send(method: string, path: string, body?: string, more = {}): Promise<Response> {
    const type = method === 'PUT' ? 'text/calendar' : 'application/xml';
    const headers = { authorization, 'content-type': type, ...more };
    const answer = await fetch(new URL(path, url), { method, headers, ...(body === undefined ? {} : { body }) });
    if (!answer.ok) throw new Error(`${name}: ${method} ${path} was answered with ${answer.status}`);
    return answer;
  }

  async function filesIn(calendar: string): Promise<string[]> {
    const listed = await (await send('PROPFIND', `${home}${calendar}/`, undefined, { depth: '1' })).text();
    return [...listed.matchAll(/>([^<>]+\.ics)</g)].map(([, href = '']) => href);
  }

  const isUp = () =>
    fetch(url, { headers: { authorization } }).then(
      () => true,
      () => false,
    );
  await until(`${name} to listen`, isUp, { giveUp: child.exited, atDeadline: child.tail });
  return {
    account: { url, username, password },
    /** With the name it is shown by. */
    makeCalendar: async (calendar: string) =>
      void (await send(
        'MKCALENDAR',
        `${home}${calendar}/`,
        `<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><D:displayname>${calendar}</D:displayname></D:prop></D:set></C:mkcalendar>`,
      )),
    /** Writes an event, given by its lines without UID, or several of one UID. */
    put: async (calendar: string, uid: string, events: readonly string[]) =>
      void (await send('PUT', `${home}${calendar}/${encodeURIComponent(uid)}.ics`, textOf(uid, events))),
    /** The texts of all events, without what folds their lines. */
    events: async (calendar: string): Promise<string[]> => {
      const files = await filesIn(calendar);
      const texts = await Promise.all(files.map(async (href) => await (await send('GET', href)).text()));
      return texts.map((text) => text.replaceAll('\r', '').replaceAll('\n ', ''));
    },
    remove: async (calendar: string, uid?: string) =>
      void (await send('DELETE', `${home}${calendar}/${uid === undefined ? '' : `${encodeURIComponent(uid)}.ics`}`)),
    /** What its owner does to all that stands there. */
    async rewrite(calendar: string, change: (text: string) => string): Promise<void> {
      for (const href of await filesIn(calendar))
        await send('PUT', href, change(await (await send('GET', href)).text()));
    },
    /** Of Radicale, which reads it anew. */
    changePassword: async (next: string) => await writeFile(join(folder, 'users'), `${username}:${next}\n`),
    hang: () => void process.kill(child.pid, 'SIGSTOP'),
    goOn: () => void process.kill(child.pid, 'SIGCONT'),
    async stop(): Promise<void> {
      await children.stopAll();
      children.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type CaldavServer = Awaited<ReturnType<typeof startCaldav>>;

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly username: string;
}

async function asRadicale({ folder, port, username }: Place): Promise<Prepared> {
  await writeFile(join(folder, 'users'), `${username}:${password}\n`);
  const config = [
    `[server]\nhosts = 127.0.0.1:${port}`,
    `[auth]\ntype = htpasswd\nhtpasswd_filename = ${join(folder, 'users')}\nhtpasswd_encryption = plain\ndelay = 0`,
    `[storage]\nfilesystem_folder = ${join(folder, 'collections')}\n`,
  ];
  await writeFile(join(folder, 'config'), config.join('\n'));
  return { packages: radicale, args: ['-m', 'radicale', '--config', join(folder, 'config')], home: `/${username}/` };
}

async function asXandikos({ folder, port, username }: Place): Promise<Prepared> {
  const data = join(folder, 'data');
  await mkdir(data);
  const principal = ['--defaults', '--current-user-principal', `/${username}/`];
  const args = ['-m', 'xandikos', '-d', data, '-l', '127.0.0.1', '-p', String(port), ...principal];
  return { packages: xandikos, args, home: `/${username}/calendars/` };
}

function textOf(uid: string, events: readonly string[]): string {
  const lines = events.flatMap((event) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20270101T000000Z',
    ...event.split('\n'),
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}
