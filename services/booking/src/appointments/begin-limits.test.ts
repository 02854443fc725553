import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { addressOf, intentKey } from '@interlude/dev-stack/api-fixtures';
import { describe, expect, it } from 'vitest';
import { startTestPortal } from '../../test/portal.ts';
import { limits } from '../access/rate-limits.ts';

describe('limits', () => {
  it('bind codes for each address and each network, whoever is known', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' } });
    try {
      const offered = await limited.addService([await limited.addInterviewer()]);
      const ask = (email: string) =>
        refusalCodeOf(
          limited.browser().call('appointments.begin', {
            ...addressOf(offered),
            name: 'A',
            email,
            zone: 'UTC',
            idempotencyKey: intentKey(),
          }),
        );
      const said: (string | null)[] = [];
      for (let n = 0; n < 6; n++) said.push(await ask('same@client.example'));
      expect(said).toEqual([null, null, null, null, null, 'rate_limited']);
      for (let n = 0; n < 24; n++) expect(await ask(`other-${n}@client.example`)).toBeNull();
      expect(await ask('last@client.example')).toBe('rate_limited');
    } finally {
      await limited.stop();
    }
  });

  it('count no mail to an address where a time was lost and none was sent', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' } });
    try {
      const offered = await limited.addService([await limited.addInterviewer()]);
      const address = { ...addressOf(offered), name: 'A', zone: 'UTC' };
      const ask = (email: string, startsAt?: string) => {
        const more = startsAt === undefined ? {} : { startsAt };
        const input = { ...address, email, idempotencyKey: intentKey(), ...more };
        return refusalCodeOf(limited.browser().call('appointments.begin', input));
      };
      const input = { ...addressOf(offered), zone: 'UTC' };
      const { starts } = await limited.browser().ask<{ starts: string[] }>('appointments.slots', input);
      expect(await ask('faster@client.example', starts[20])).toBeNull();
      for (let n = 0; n < 7; n++) expect(await ask('slower@client.example', starts[20])).toBe('slot_taken');
      for (let n = 0; n < 5; n++) expect(await ask('slower@client.example')).toBeNull();
      expect(await ask('slower@client.example')).toBe('rate_limited');
    } finally {
      await limited.stop();
    }
  });

  it('count all addresses of one mailbox as one, and all of one domain that is not a mail provider’s', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on', INTERLUDE_TRUSTED_PROXIES: '1' } });
    try {
      const offered = await limited.addService([await limited.addInterviewer()]);
      let networks = 0;
      const ask = (email: string) => {
        networks += 1;
        const beginning = { ...addressOf(offered), name: 'A', email, zone: 'UTC', idempotencyKey: intentKey() };
        const headers = { 'x-forwarded-for': `203.0.${networks >> 8}.${networks & 255}` };
        return refusalCodeOf(limited.browser().call('appointments.begin', beginning, headers));
      };
      for (let n = 0; n < 5; n++) expect(await ask(`zoe.m+${n}@gmail.com`)).toBeNull();
      expect(await ask('z.o.e.m@googlemail.com')).toBe('rate_limited');
      for (let n = 0; n < 60; n++) expect([n, await ask(`a${n}@host-${n}.acme.co.uk`)]).toEqual([n, null]);
      expect(await ask('one-more@acme.co.uk')).toBe('rate_limited');
      expect(await ask('somebody.else@gmail.com')).toBeNull();
      const stored = JSON.stringify(await limited.collection('rateLimits').find().toArray());
      expect(stored).not.toMatch(/@|gmail\.|googlemail|acme\.|203\.0\./);
    } finally {
      await limited.stop();
    }
  });

  it('let everybody book a service that a crowd begins to book, and hold no time for them before their code', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on', INTERLUDE_TRUSTED_PROXIES: '1' } });
    try {
      const offered = await limited.addService([await limited.addInterviewer()]);
      const address = { ...addressOf(offered), zone: 'UTC' };
      const { starts } = await limited.browser().ask<{ starts: string[] }>('appointments.slots', address);
      const ask = async (n: number, startsAt?: string, browser = limited.browser()) => {
        const wish = { ...address, name: 'A', email: `a@crowd-${n}.example`, idempotencyKey: intentKey() };
        const headers = { 'x-forwarded-for': `2001:db8:${Math.floor(n / 25)}::1` };
        const input = startsAt === undefined ? wish : { ...wish, startsAt };
        return await browser.call<{ proofId: string; kept: boolean }>('appointments.begin', input, headers);
      };
      expect((await ask(0, starts[20])).kept).toBe(true);
      const others = Array.from({ length: limits.beginService.points - 1 }, (_, n) => n + 1);
      while (others.length > 0) await Promise.all(others.splice(0, 20).map((n) => ask(n)));
      const browser = limited.browser();
      const { proofId, kept } = await ask(400, starts[40], browser);
      expect(kept).toBe(false);
      const typed = { proofId, code: await limited.codeOf(proofId) };
      expect(await browser.call('appointments.prove', typed)).toMatchObject({ booked: true });
    } finally {
      await limited.stop();
    }
  });

  it('count the networks of one /56 together as well', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on', INTERLUDE_TRUSTED_PROXIES: '1' } });
    try {
      const offered = await limited.addService([await limited.addInterviewer()]);
      const ask = (n: number, ip: string) => {
        const email = `a@house-${n}.example`;
        const input = { ...addressOf(offered), name: 'A', email, zone: 'UTC', idempotencyKey: intentKey() };
        return refusalCodeOf(limited.browser().call('appointments.begin', input, { 'x-forwarded-for': ip }));
      };
      for (let n = 0; n < limits.beginWideNetwork.points; n += 1)
        expect([n, await ask(n, `2001:db8:0:1${n.toString(16).padStart(2, '0')}::1`)]).toEqual([n, null]);
      expect(await ask(100, '2001:db8:0:1ff::1')).toBe('rate_limited');
      expect(await ask(101, '2001:db8:0:2ff::1')).toBeNull();
    } finally {
      await limited.stop();
    }
  });
});
