import { randomBytes } from 'node:crypto';
import { Browser } from './api-browser.ts';

/** What has happened to each of the demo interviews, so that every status can be looked at. */
export const stories = [
  'invited',
  'scheduled',
  'confirmed',
  'rescheduled',
  'in_progress',
  'passed',
  'failed',
  'retake requested',
  'archived',
  'cancelled',
  'expired',
  'no_show',
] as const;
export type Story = (typeof stories)[number];

/** What has begun, or is over; the one that goes on is the latest. */
export const pastStories: readonly Story[] = [
  'in_progress',
  'passed',
  'failed',
  'retake requested',
  'archived',
  'no_show',
];

interface Scene {
  readonly portal: { readonly urls: { readonly booking: string } };
  readonly admin: Browser;
  readonly second: Browser;
  readonly interviewId: string;
  readonly link: string;
}

const key = () => randomBytes(12).toString('hex');

/** Plays one interview up to its status; answers the id of the next attempt when the story ends in a retake. */
export async function playStory(story: Story, scene: Scene): Promise<string | null> {
  if (story === 'invited' || story === 'expired') return null;
  const candidate = await open(scene);
  await candidate.book(1 + stories.indexOf(story));
  switch (story) {
    case 'confirmed':
      await candidate.act('confirm');
      return null;
    case 'rescheduled':
      await candidate.move();
      return null;
    case 'cancelled':
      await candidate.act('cancel', { reason: { code: 'accepted_other_offer', text: 'Thank you for your time.' } });
      return null;
    case 'scheduled':
      return null;
    default:
      return await playOn(story, scene, candidate);
  }
}

type Candidate = Awaited<ReturnType<typeof open>>;

async function playOn(
  story: Story,
  { admin, second, interviewId }: Scene,
  candidate: Candidate,
): Promise<string | null> {
  const staff = (procedure: string, input: object = {}) =>
    admin.call(`interviews.${procedure}`, { interviewId, ...input });
  await staff('start', { reason: { code: 'other', text: 'Everybody was there early.' } });
  if (story === 'in_progress') return null;
  if (story === 'no_show') {
    await staff('markNoShow', { party: 'candidate' });
    return null;
  }
  await staff('complete', { outcome: story === 'passed' ? 'passed' : story === 'failed' ? 'failed' : 'on_hold' });
  const reason = { code: 'technical_problem', text: 'The call dropped three times.' };
  if (story === 'retake requested') {
    await admin.call('retakes.request', { interviewId, reason });
    return null;
  }
  if (story !== 'archived') return null;
  const { requestId } = await candidate.act<{ requestId: string }>('requestRetake', { reason });
  const decision = { requestId, decision: 'approve', reason: { code: 'technical_problem' } };
  return (await second.call<{ newInterviewId?: string }>('retakes.decide', decision)).newInterviewId ?? null;
}

async function open({ portal, interviewId, link }: Scene) {
  const browser = new Browser(portal.urls.booking);
  await browser.call('candidate.exchange', { token: link.split('#')[1] });
  const { zone } = await browser.ask<{ zone: string }>('candidate.interview', { interviewId });
  const starts = async () => {
    return (await browser.ask<{ starts: string[] }>('candidate.slots', { interviewId, zone })).starts;
  };
  const act = async <T>(procedure: string, input: object = {}) =>
    await browser.call<T>(`candidate.${procedure}`, { interviewId, idempotencyKey: key(), ...input });
  return {
    act,
    book: async (nth: number) => await act('book', { startsAt: (await starts())[nth], zone }),
    move: async () =>
      await act('reschedule', { startsAt: (await starts()).at(-1), zone, reason: { code: 'conflict' } }),
  };
}
