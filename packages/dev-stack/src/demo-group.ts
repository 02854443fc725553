import { randomBytes } from 'node:crypto';
import type { Browser } from './api-browser.ts';
import { groupCandidates } from './demo-people.ts';
import { playStory } from './demo-stories.ts';
import type { DemoInterview, DemoStaff } from './stack-file.ts';

const key = () => randomBytes(12).toString('hex');

interface Stage {
  readonly portal: { readonly urls: { readonly booking: string } };
  readonly admin: Browser;
  readonly second: Browser;
  readonly jobs: readonly { jobId: string }[];
  readonly staff: readonly DemoStaff[];
  readonly linkOf: (interviewId: string) => Promise<string>;
}

/** A group session with places for six, of which two are booked; somebody else is invited to it. */
export async function addGroupSession(stage: Stage): Promise<DemoInterview[]> {
  const { admin, jobs, staff, linkOf } = stage;
  const [lead] = staff.filter(({ roles }) => roles.includes('interviewer'));
  const template = {
    name: 'Assessment morning',
    type: 'assessment',
    durationMinutes: 120,
    provider: 'zoom',
    meetingUrl: 'https://nordlicht.zoom.us/j/84517720931',
    panel: [{ anyOf: [lead?.personId], count: 1 }],
    places: 6,
  };
  const { templateId } = await admin.call<{ templateId: string }>('templates.create', template);
  const interviews: DemoInterview[] = [];
  for (const [n, { name, address, zone }] of groupCandidates.entries()) {
    const candidate = { name, email: `${address}@candidate.example`, zone };
    const application = { jobId: jobs[0]?.jobId, candidate };
    const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', application);
    const input = { applicationId, templateId, idempotencyKey: key() };
    const { interviewId } = await admin.call<{ interviewId: string }>('interviews.invite', input);
    const link = await linkOf(interviewId);
    const isLast = n === groupCandidates.length - 1;
    if (!isLast) await playStory('scheduled', { ...stage, interviewId, link });
    interviews.push({ interviewId, candidate: name, link, ...(isLast ? { places: template.places } : {}) });
  }
  return interviews;
}
