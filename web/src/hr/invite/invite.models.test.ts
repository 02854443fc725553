import { policyInputSchema } from '@interlude/shared/booking/policy';
import { arrangementSchema } from '@interlude/shared/schemas/template';
import { describe, expect, it } from 'vitest';
import {
  type Application,
  applicationsByJob,
  applicationsOf,
  emptyDraft,
  newJob,
  partsOf,
  policyOf,
  problemsOf,
} from './invite.models.ts';

const fresh = { ...emptyDraft, source: 'new' as const };

describe('a draft', () => {
  it('needs an application and a template', () => {
    expect(problemsOf(emptyDraft)).toEqual(['application', 'template']);
    expect(problemsOf({ ...emptyDraft, applicationId: 'app_1', templateId: 'tpl_1' })).toEqual([]);
  });

  it('needs a job and a candidate when the application is new', () => {
    expect(problemsOf(fresh)).toEqual(['job', 'name', 'email', 'template']);
    expect(problemsOf({ ...fresh, jobId: newJob })).toContain('jobTitle');
    const complete = { ...fresh, jobId: 'job_1', name: 'Zoë', email: ' zoe@candidate.example ', templateId: 'tpl_1' };
    expect(problemsOf(complete)).toEqual([]);
    expect(problemsOf({ ...complete, email: 'zoe@candidate' })).toEqual(['email']);
  });

  it('of several parts needs a template for each, days to lie on and gaps that are possible', () => {
    const one = { ...emptyDraft, applicationId: 'app_1', templateId: 'tpl_1' };
    expect(partsOf(one)).toBeNull();
    const several = { ...one, moreParts: ['tpl_2', ''] };
    expect(problemsOf(several)).toEqual(['parts']);
    const whole = { ...one, moreParts: ['tpl_2'], withinDays: '2', gapMin: '', gapMax: ' 90 ' };
    expect(problemsOf(whole)).toEqual([]);
    expect(partsOf(whole)).toEqual({
      parts: [{ templateId: 'tpl_1' }, { templateId: 'tpl_2' }],
      arrangement: { gapMinutes: { min: 0, max: 90 }, withinDays: 2 },
    });
    expect(arrangementSchema.safeParse(partsOf(whole)?.arrangement).success).toBe(true);
    expect(problemsOf({ ...whole, withinDays: '0' })).toEqual(['withinDays']);
    expect(problemsOf({ ...whole, gapMin: '120' })).toEqual(['gap']);
    expect(problemsOf({ ...whole, gapMax: 'x' })).toEqual(['gap']);
    expect(problemsOf({ ...whole, moreParts: [], gapMax: 'x' })).toEqual([]);
  });

  it('refuses days and minutes that are none', () => {
    const draft = { ...emptyDraft, applicationId: 'app_1', templateId: 'tpl_1', validForDays: 'soon' };
    expect(problemsOf(draft)).toEqual(['validFor']);
    const more = (text: string) => ({ ...emptyDraft.reminders, candidate: { leads: [], more: text } });
    const own = { ...draft, validForDays: '', hasOwnReminders: true };
    expect(problemsOf({ ...own, reminders: more('0') })).toEqual(['more-candidate']);
    expect(problemsOf({ ...own, reminders: more('x') })).toEqual(['more-candidate']);
    expect(problemsOf({ ...own, reminders: more('90') })).toEqual([]);
    expect(problemsOf({ ...own, hasOwnReminders: false, reminders: more('x') })).toEqual([]);
  });
});

describe('the rules of one invitation', () => {
  it('are left to template and company when nothing is entered', () => {
    expect(policyOf(emptyDraft)).toBeUndefined();
  });

  it('hold what was entered, each reminder once, in the shape the API takes', () => {
    const reminders = {
      candidate: { leads: ['P1D', 'PT15M'], more: '15' },
      interviewers: { leads: [], more: '90' },
    };
    const policy = policyOf({ ...emptyDraft, validForDays: '7', hasOwnReminders: true, reminders });
    expect(policy).toEqual({
      invitationValidFor: 'P7D',
      reminders: [
        { before: 'P1D', to: 'candidate' },
        { before: 'PT15M', to: 'candidate' },
        { before: 'PT90M', to: 'interviewers' },
      ],
    });
    expect(policyInputSchema.safeParse(policy).success).toBe(true);
  });

  it('can say that no reminder is sent', () => {
    const none = { leads: [], more: '' };
    const draft = { ...emptyDraft, hasOwnReminders: true, reminders: { candidate: none, interviewers: none } };
    expect(policyOf(draft)).toEqual({ reminders: [] });
  });
});

describe('the applications on file', () => {
  const application = (applicationId: string, name: string, jobTitle: string): Application => ({
    applicationId,
    job: { jobId: `job_${jobTitle}`, title: jobTitle },
    candidate: { name, email: `${applicationId}@candidate.example`, locale: 'en', mailBounces: false },
  });
  const all = [
    application('a', 'Zoë', 'Firmware'),
    application('b', 'Amélie', 'Firmware'),
    application('c', 'Kofi', 'Design'),
  ];

  it('are in groups by job, in alphabetical order', () => {
    const groups = applicationsByJob(all);
    expect(groups.map(({ title }) => title)).toEqual(['Design', 'Firmware']);
    expect(groups[1]?.applications.map(({ candidate }) => candidate.name)).toEqual(['Amélie', 'Zoë']);
  });

  it('are all of a candidate, less those for an archived job', () => {
    const applied = (applicationId: string, archived: boolean) => ({
      applicationId,
      job: { jobId: `job_${applicationId}`, title: 'Design', archived },
      createdAt: '2027-01-01T00:00:00Z',
    });
    const noor = { name: 'Noor', email: 'noor@candidate.example', locale: null, mailBounces: true };
    const found = applicationsOf([{ ...noor, applications: [applied('d', false), applied('e', true)] }]);
    expect(found).toMatchObject([{ applicationId: 'd', job: { title: 'Design' }, candidate: noor }]);
  });
});
