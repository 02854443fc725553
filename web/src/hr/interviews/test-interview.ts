import { defaultPolicy } from '@interlude/shared/policy';
import type { InterviewDetail } from './interviews.queries.ts';

/** A scheduled interview of the kind the API answers, changed where a test needs it. */
export function testInterview(changes: Partial<InterviewDetail> = {}): InterviewDetail {
  return {
    interviewId: 'int_1',
    status: 'scheduled',
    outcome: null,
    attempt: 1,
    version: 2,
    type: 'technical',
    jobId: 'job_1',
    jobTitle: 'Firmware engineer',
    candidate: { name: 'Zoë Ní Bhriain', email: 'zoe@candidate.example', mailBounces: false },
    interviewers: [{ personId: 'per_1', name: 'Mara Brandt' }],
    startsAt: '2026-12-01T09:00:00Z',
    endsAt: '2026-12-01T10:00:00Z',
    bookBy: '2026-12-05T09:00:00Z',
    invitedAt: '2026-11-21T09:00:00Z',
    attention: null,
    retake: null,
    next: null,
    actions: ['reschedule', 'confirm', 'start', 'markNoShow', 'cancel'],
    provider: 'zoom',
    durationMinutes: 60,
    venue: null,
    meetingUrl: null,
    zone: 'Europe/Dublin',
    company: 'Nordlicht Instruments',
    rescheduleUsed: 0,
    policy: defaultPolicy as InterviewDetail['policy'],
    note: null,
    reason: null,
    noShow: null,
    templateId: 'tpl_1',
    applicationId: 'app_1',
    replacedBy: null,
    attempts: [],
    completedAt: null,
    workflowUrl: null,
    ...changes,
  };
}
