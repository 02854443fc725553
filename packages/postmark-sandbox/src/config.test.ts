import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './config.ts';

const needed = { INTERLUDE_SANDBOX_TOKEN: 'token', INTERLUDE_SANDBOX_DATA: '/tmp/none' };

describe('configuration', () => {
  it('fills in defaults and takes empty variables as absent', () => {
    expect(loadConfig({ ...needed, INTERLUDE_SANDBOX_PORT: '', INTERLUDE_SANDBOX_WEBHOOK_URL: '' })).toEqual({
      host: '127.0.0.1',
      port: 3005,
      tokens: ['token'],
      dataFolder: '/tmp/none',
      indexDelayMs: 2000,
      deliveryDelayMs: 300,
    });
  });

  it('wants credentials with a webhook address', () => {
    expect(() => loadConfig({ ...needed, INTERLUDE_SANDBOX_WEBHOOK_URL: 'http://localhost:3001/hook' })).toThrow(
      'INTERLUDE_WEBHOOK_USER',
    );
  });

  it('ends the process with status 78 and one line when something is missing', async () => {
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(process.execPath, [join(import.meta.dirname, 'main.ts')], { env: {} }, (error, _stdout, text) =>
        resolve({ code: error?.code, stderr: text }),
      );
    });

    expect(code).toBe(78);
    expect(stderr).toMatch(/^postmark-sandbox: .*INTERLUDE_SANDBOX_TOKEN.*\n$/);
  });
});
