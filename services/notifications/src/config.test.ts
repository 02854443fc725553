import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { loadConfig } from './config.ts';

const production = {
  INTERLUDE_ENV: 'production',
  INTERLUDE_MONGO_URL: 'mongodb://127.0.0.1/?replicaSet=rs0',
  INTERLUDE_INTERNAL_KEY: randomBytes(32).toString('base64url'),
  INTERLUDE_POSTMARK_TOKEN: 'a-server-token',
  INTERLUDE_WEBHOOK_USER: 'postmark',
  INTERLUDE_WEBHOOK_PASSWORD: randomBytes(16).toString('base64url'),
};

it('refuses in production a mail provider that is spoken to in the clear', () => {
  expect(loadConfig(production).postmark.url).toBeNull();
  expect(loadConfig({ ...production, INTERLUDE_POSTMARK_URL: 'https://mail.example' }).postmark.url).toBe(
    'https://mail.example',
  );
  expect(() => loadConfig({ ...production, INTERLUDE_POSTMARK_URL: 'http://mail.example' })).toThrow(/must be https/);
});

it('refuses a key that is long and easy to guess', () => {
  const easy = 'Password1234-Password1234-Password1234-Password1234';
  expect(() => loadConfig({ ...production, INTERLUDE_INTERNAL_KEY: easy })).toThrow(/INTERNAL_KEY is not random/);
});
