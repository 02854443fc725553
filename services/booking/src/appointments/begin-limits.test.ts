import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { addressOf, intentKey } from '@interlude/dev-stack/api-fixtures';
import { describe, expect, it } from 'vitest';
import { startTestPortal } from '../../test/portal.ts';

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
});
