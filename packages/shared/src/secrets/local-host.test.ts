import { expect, it } from 'vitest';
import { isLocalHost } from './local-host.ts';

it('takes only what nobody can register for local', () => {
  for (const host of [
    'localhost',
    'localhost:3000',
    '127.0.0.1:3000',
    '[::1]:3000',
    '192.168.1.20',
    'sandbox:3005',
    'a.localhost',
  ])
    expect([host, isLocalHost(host)]).toEqual([host, true]);
  for (const host of [
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '',
    '::1.evil',
    'a b',
  ])
    expect([host, isLocalHost(host)]).toEqual([host, false]);
});
