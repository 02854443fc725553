import { templateInputSchema } from '@interlude/shared/schemas/template';
import { describe, expect, it } from 'vitest';
import { refusedFields } from '../drafts/draft.models.ts';
import type { Template } from '../invite/invite.models.ts';
import { emptyGroup } from './panel.models.ts';
import { emptyTemplate, templateDraftOf, templateFieldAt, templateFrom } from './template-draft.models.ts';

const meetingUrl = 'https://acme.zoom.us/j/1';
const draft = {
  ...emptyTemplate,
  meetingUrl,
  name: 'Case study',
  groups: [{ ...emptyTemplate.groups[0], anyOf: ['per_1'] }],
};
const typed = { ...emptyTemplate, ...draft, groups: [{ ...emptyGroup, anyOf: ['per_1'] }] };
const problemsOf = (wrong: typeof emptyTemplate) => templateFrom(wrong, {}, []).problems.toSorted();

describe('a template that is being typed', () => {
  it('is sent as it was stored, whatever it has', () => {
    const input = templateInputSchema.parse({
      name: 'Case study',
      type: 'case_study',
      durationMinutes: 90,
      provider: 'in_person',
      panel: [{ anyOf: ['per_1', 'per_2'], count: 1, skills: ['sql'] }],
      resources: [{ anyOf: ['res_1'], count: 1 }],
      places: 4,
      stepMinutes: 15,
      buffers: { beforeMinutes: 5, afterMinutes: 20 },
      policy: { minimumNotice: 'PT1H' },
      guide: 'Bring a pen.\n\nAsk anything.',
      preparation: ['Read the case', 'Sleep well'],
      zone: 'Europe/Lisbon',
      venue: 'Hafenstraße 12',
      jobIds: ['job_1'],
    });
    const stored = { ...input, templateId: 'tpl_1', version: 3, archived: false } as unknown as Template;
    expect(templateFrom(templateDraftOf(stored), stored.policy, []).input).toEqual(input);
  });

  it('is sent as it was stored where the candidate calls one number, or that of a group', () => {
    const input = templateInputSchema.parse({
      name: 'First call',
      type: 'phone',
      durationMinutes: 30,
      provider: 'phone',
      phone: {
        caller: 'candidate',
        number: '+4930901820',
        code: '12#',
        byGroup: { '1': { number: '+4930901821', code: '7' } },
      },
      panel: [
        { anyOf: ['per_1'], count: 1 },
        { anyOf: ['per_2'], count: 1 },
      ],
      jobIds: [],
    });
    const stored = { ...input, templateId: 'tpl_1', version: 3, archived: false } as unknown as Template;
    expect(templateFrom(templateDraftOf(stored), stored.policy, []).input).toMatchObject({
      phone: input.phone,
      panel: input.panel,
    });
  });

  it('asks for a number only where the candidate is to call one', () => {
    const byPhone = { ...typed, provider: 'phone' as const, meetingUrl: '' };
    expect(templateFrom(byPhone, {}, []).input?.phone).toEqual({ caller: 'company' });
    expect(problemsOf({ ...byPhone, caller: 'candidate' })).toEqual(['callNumber']);
    expect(problemsOf({ ...byPhone, caller: 'candidate', callNumber: '+4930901820', callCode: 'pin' })).toEqual([
      'callCode',
    ]);
    const [group = emptyGroup] = typed.groups;
    const own = { ...byPhone, caller: 'candidate' as const, groups: [{ ...group, callNumber: '+4930901820' }] };
    expect(problemsOf(own)).toEqual([]);
  });

  it('shows what is wrong with the line of one group there, and with that for all where it stands', () => {
    const [group = emptyGroup] = typed.groups;
    const other = { ...group, callNumber: '+4930901821' };
    const byPhone = { ...typed, provider: 'phone' as const, meetingUrl: '', caller: 'candidate' as const };
    const withLines = (line: object, callNumber = '+4930901820') => ({
      ...byPhone,
      callNumber,
      groups: [other, { ...other, ...line }],
    });
    expect(problemsOf(withLines({ callCode: 'pin' }))).toEqual(['callCode.1']);
    expect(problemsOf(withLines({ callNumber: '', callCode: '12#' }))).toEqual(['callNumber.1']);
    expect(problemsOf(withLines({}))).toEqual([]);
    const refused = (path: string) =>
      refusedFields({ code: 'phone_invalid', because: 'number', path }, templateFieldAt, 'panel');
    expect(refused('phone.byGroup.0.number')).toEqual(['callNumber.0']);
    expect(refused('phone.number')).toEqual(['callNumber']);
  });

  it('leaves out what nothing is typed for', () => {
    const input = templateFrom({ ...typed, provider: 'phone', meetingUrl: '' }, {}, []).input;
    expect(input).toMatchObject({ name: 'Case study', type: 'video', buffers: { beforeMinutes: 0, afterMinutes: 15 } });
    for (const field of ['guide', 'preparation', 'zone', 'venue', 'meetingUrl'] as const) {
      expect([field, input?.[field]]).toEqual([field, undefined]);
    }
  });

  it('says everything that is wrong with it at once', () => {
    const many = Array.from({ length: 31 }, (_, n) => `Task ${n}`).join('\n');
    expect(problemsOf({ ...emptyTemplate, minutes: '7', preparation: many })).toEqual([
      'meetingUrl',
      'minutes',
      'name',
      'panel',
      'preparation',
    ]);
    const off = { ...typed, provider: 'in_person' as const, zone: 'Mars/Olympus', after: '241', places: '0' };
    expect(problemsOf(off)).toEqual(['after', 'places', 'venue', 'zone']);
    expect(problemsOf({ ...typed, guide: 'x'.repeat(10_001), meetingUrl: 'http://a.b' })).toEqual([
      'guide',
      'meetingUrl',
    ]);
    const rooms = Array.from({ length: 21 }, (_, n) => `res_${n}`);
    expect(problemsOf({ ...typed, demands: [{ anyOf: rooms, count: '1' }] })).toEqual(['demands']);
    expect(templateFrom(typed, {}, ['panel']).problems).toEqual(['panel']);
  });

  it('reads one task a line, without the empty ones', () => {
    const tasks = templateFrom({ ...typed, preparation: '\n Read \n\nSleep\n' }, {}, []).input?.preparation;
    expect(tasks).toEqual(['Read', 'Sleep']);
  });
});
