export const meetingProviders = ['zoom', 'google_meet', 'teams', 'phone', 'in_person', 'custom_url'] as const;

export const outcomes = ['pending', 'passed', 'failed', 'on_hold'] as const;

export type Outcome = (typeof outcomes)[number];

export const staffRoles = ['tenant_admin', 'recruiter', 'hiring_manager', 'interviewer', 'ops'] as const;

export type StaffRole = (typeof staffRoles)[number];

export const interviewTypes = [
  'phone',
  'video',
  'onsite',
  'technical',
  'panel',
  'behavioural',
  'case_study',
  'presentation',
  'assessment',
  'final',
] as const;
