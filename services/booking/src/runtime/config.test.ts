import { randomBytes } from 'node:crypto';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from './config.ts';

const key = () => randomBytes(32).toString('base64url');
const production = {
  INTERLUDE_ENV: 'production',
  INTERLUDE_MONGO_URL: 'mongodb://127.0.0.1/?replicaSet=rs0',
  INTERLUDE_PUBLIC_URL: 'https://interviews.example',
  INTERLUDE_LINK_KEYS: `one:${key()}`,
  INTERLUDE_INTERNAL_KEY: key(),
};

it('spends 64 MiB on a password, and refuses to spend less than OWASP asks for in production', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => [exit, said].forEach((spy) => void spy.mockRestore()));

  expect(readConfig(production).passwordMemory).toBe(65_536);
  expect(readConfig({ ...production, INTERLUDE_PASSWORD_MEMORY_KIB: '19456' }).passwordMemory).toBe(19_456);
  expect(() => readConfig({ ...production, INTERLUDE_PASSWORD_MEMORY_KIB: '19455' })).toThrow('exit 78');
  expect(said).toHaveBeenCalledWith(expect.stringContaining('must be at least 19456 in production'));
});

it('compares MongoDB with the workflow engine every minute', () => {
  expect(readConfig(production).reconcileMs).toBe(60_000);
});
