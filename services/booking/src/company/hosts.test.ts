import { describe, expect, it } from 'vitest';
import { checkedHosts, websiteHost, websiteOrigin } from './hosts.ts';

describe('the host of a website', () => {
  it.each([
    ['www.acme.example', 'www.acme.example'],
    [' WWW.Acme.Example ', 'www.acme.example'],
    ['acme.example:8443', 'acme.example:8443'],
    ['acme.example:443', 'acme.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('%s is kept as browsers write it: %s', (typed, host) => {
    expect(websiteHost(typed, true)).toBe(host);
    expect(websiteOrigin(host)).toBe(`https://${host}`);
  });

  it.each([
    ['a scheme', 'https://acme.example'],
    ['a path', 'acme.example/jobs'],
    ['a query', 'acme.example?a'],
    ['a user', 'me@acme.example'],
    ['a wildcard', '*.acme.example'],
    ['every host', '*'],
    ['a keyword of the policy', "'self'"],
    ['a further source', 'acme.example https:'],
    ['a further directive', 'acme.example;script-src'],
    ['a header of its own', 'acme.example\r\nSet-Cookie: a'],
    ['a line separator', 'acme\u2028.example'],
    ['a comma', 'acme.example,evil.example'],
    ['a name without a dot', 'intranet'],
    ['a dot at its end', 'acme.example.'],
    ['an address', '192.0.2.1'],
    ['an address in disguise', '0xc0.0.2.1'],
    ['a longer address', '[2001:db8::1]'],
    ['a port that is none', 'acme.example:0'],
    ['a port that is too large', 'acme.example:65536'],
    ['more than a name may have', `${'a.'.repeat(140)}example`],
    ['nothing', ''],
  ])('is not %s', (_, typed) => {
    for (const production of [true, false]) expect(websiteHost(typed, production)).toBeNull();
  });

  it('is the own machine in development alone, without encryption', () => {
    for (const host of ['localhost:5173', '127.0.0.1:8080', 'shop.localhost']) {
      expect([host, websiteHost(host, false), websiteHost(host, true)]).toEqual([host, host, null]);
      expect(websiteOrigin(host)).toBe(`http://${host}`);
    }
  });

  it('is kept once, and refused by its place', () => {
    expect(checkedHosts(['a.example', 'A.example', 'b.example'], true)).toEqual(['a.example', 'b.example']);
    expect(() => checkedHosts(['a.example', 'b'], true)).toThrow(
      expect.objectContaining({
        refusal: { code: 'invalid_input', issues: [expect.objectContaining({ path: 'hosts.1' })] },
      }),
    );
  });
});
