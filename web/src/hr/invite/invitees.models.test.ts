import { describe, expect, it } from 'vitest';
import { inviteesIn, withInvitees } from './invitees.models.ts';

describe('pasted lines', () => {
  it('are people, however a list or a mail program writes them, and what has no address is told', () => {
    const { people, wrong } = inviteesIn(
      'Noor van Dijk noor@candidate.example\n"Trần, Bao" <bao@candidate.example>\r\n\nada@candidate.example\tAda\nzoe@candidate.example\nnobody at all\n',
    );
    expect(people).toEqual([
      { name: 'Noor van Dijk', email: 'noor@candidate.example' },
      { name: 'Trần Bao', email: 'bao@candidate.example' },
      { name: 'Ada', email: 'ada@candidate.example' },
      { name: 'zoe', email: 'zoe@candidate.example' },
    ]);
    expect(wrong).toEqual(['nobody at all']);
  });

  it('add each address once and no more people than are invited at once', () => {
    const ada = { name: 'Ada', email: 'ada@candidate.example' };
    expect(withInvitees([ada], [{ name: 'Other', email: 'ADA@candidate.example' }])).toEqual([ada]);
    const many = Array.from({ length: 300 }, (_, n) => ({ name: `N${n}`, email: `n${n}@candidate.example` }));
    expect(withInvitees([], many)).toHaveLength(200);
  });
});
