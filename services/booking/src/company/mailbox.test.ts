import { expect, it } from 'vitest';
import { mailboxOf, ownDomainOf } from './mailbox.ts';

it('counts addresses that lead to one mailbox as one', () => {
  for (const alias of ['zoe.miller@gmail.com', 'z.o.e.miller+spam@googlemail.com', 'ZoeMiller+1@Gmail.com'])
    expect(mailboxOf(alias)).toBe('zoemiller@gmail.com');
  expect(mailboxOf('zoe.miller+a@acme.example')).toBe('zoe.miller@acme.example');
  expect(mailboxOf('zoemiller@acme.example')).not.toBe(mailboxOf('zoe.miller@acme.example'));
});

it('names the domain that somebody owns, whatever hosts they make in it, and none of a public provider', () => {
  expect(ownDomainOf('a@mail.acme.example')).toBe('acme.example');
  expect(ownDomainOf('a@x17.acme.co.uk')).toBe('acme.co.uk');
  expect([ownDomainOf('a@gmail.com'), ownDomainOf('a@yahoo.co.uk'), ownDomainOf('a@gmx.de')]).toEqual([
    null,
    null,
    null,
  ]);
});
