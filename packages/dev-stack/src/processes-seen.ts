import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** When a process was started, as its system writes it, or null when there is none of that id: ids are used again. */
export async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; the 22nd field is the start, in ticks since the machine came up.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return await listed(['-o', 'lstart=', '-p', String(pid)]);
  }
}

/** Who listens on a loopback port, such as `process 4711 (mongod)`; null when the system does not say. */
export async function ownerOf(port: number): Promise<string | null> {
  const pid = (await ownerByProc(port)) ?? (await ownerByLsof(port));
  if (pid === null) return null;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => listed(['-o', 'comm=', '-p', String(pid)]));
  return `process ${pid}${name?.trim() ? ` (${name.trim()})` : ''}`;
}

async function ownerByProc(port: number): Promise<number | null> {
  const listening = '0A';
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const sockets = tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hexPort}`) && state === listening)
    .map((fields) => `socket:[${fields[9]}]`);
  if (sockets.length === 0) return null;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const file of files) {
      const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '');
      if (sockets.includes(target)) return Number(pid);
    }
  }
  return null;
}

async function ownerByLsof(port: number): Promise<number | null> {
  const said = await run('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN']).catch(() => null);
  return Number(said?.stdout.trim().split('\n')[0]) || null;
}

async function listed(args: readonly string[]): Promise<string | null> {
  const said = await run('ps', [...args]).catch(() => null);
  return said?.stdout.trim() || null;
}
