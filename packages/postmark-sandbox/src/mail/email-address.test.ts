import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMailbox, parseMailboxes } from './email-address.ts';

describe('address fields', () => {
  it('are split at commas outside quotes', () => {
    expect(
      parseMailboxes('To', 'ada@example.com, "Müller, Jörg" <j.m@example.com>,Ben B <ben+x@sub.example.com>'),
    ).toEqual([
      { Email: 'ada@example.com', Name: '' },
      { Email: 'j.m@example.com', Name: 'Müller, Jörg' },
      { Email: 'ben+x@sub.example.com', Name: 'Ben B' },
    ]);
  });

  it('refuse a name with a bare comma, as the provider does', () => {
    expect(parseMailboxes('From', 'Sender, jr <sender@example.com>')).toMatchObject({ code: 300 });
  });

  it('give back any name that was written down quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (Name) => {
        const mailbox = { Email: 'ada@example.com', Name };
        expect(parseMailboxes('To', formatMailbox(mailbox))).toEqual([mailbox]);
      }),
    );
  });
});
