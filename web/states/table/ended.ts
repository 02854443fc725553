import { chooseReason } from '../acts.ts';
import { answerAMail, askTheCompany, linkOf, pageOf, type State } from '../state.ts';
import { day, hour, type World } from '../world.ts';

const contact = { name: 'jobs@acme.example' };
const done = 'Your interview is done';
const reason = { code: 'technical_problem' };

/** Somebody whose interview took place yesterday, with what the company decided of it. */
async function completed(world: World, outcome: 'pending' | 'passed' | 'failed', cooldown = 'PT0S') {
  const candidate = await world.book(-day, { retake: { cooldown } });
  await world.at(-day + hour, async () => {
    await world.staff('start', candidate, { reason: { code: 'agreed' } });
    await world.staff('complete', candidate, { outcome });
  });
  return candidate;
}

const retake = async (world: World, candidate: Awaited<ReturnType<typeof completed>>) =>
  await world.ask<{ requestId: string }>('requestRetake', candidate, { reason });

/** What a candidate is shown after the interview, or when there is none any more. */
export const endedStates: readonly State[] = [
  {
    id: 'completed',
    says: 'Over; the company is still deciding.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await completed(world, 'pending')) }),
    shown: done,
    happened: 'It took place on',
    still: 'is looking at how it went and will write to you',
    next: contact,
    ask: askTheCompany,
  },
  {
    id: 'completed-by-itself',
    says: 'Over; a timer closed it, and the company has not said whether they met.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await world.book(-3 * day);
      await world.pass(candidate);
      return { path: linkOf(candidate) };
    },
    shown: 'Your interview is over',
    happened: 'It was to take place on',
    still: 'If you could not meet',
    next: contact,
    ask: askTheCompany,
  },
  {
    id: 'completed-passed',
    says: 'Passed.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await completed(world, 'passed')) }),
    shown: 'you passed this interview',
    happened: 'It took place on',
    still: 'will write to you about the next step',
    next: contact,
    ask: askTheCompany,
  },
  {
    id: 'completed-retake-possible',
    says: 'Not passed, and another attempt may be asked for.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await completed(world, 'failed')) }),
    shown: 'decided not to go on after this interview',
    happened: 'It took place on',
    still: 'You may ask for another attempt',
    next: { name: 'Ask for another attempt', leadsTo: 'Why would you like another attempt?' },
    ask: askTheCompany,
  },
  {
    id: 'retake-form',
    says: 'Saying why another attempt would be fair.',
    kind: 'open',
    arrange: async (world) => pageOf(await completed(world, 'failed'), '/retake'),
    act: (page) => chooseReason(page),
    shown: 'Why would you like another attempt?',
    next: { name: 'Send request', leadsTo: 'You asked for another attempt' },
    ask: askTheCompany,
  },
  {
    id: 'retake-asked',
    says: 'Another attempt was asked for.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await completed(world, 'failed');
      await retake(world, candidate);
      return { path: linkOf(candidate) };
    },
    shown: 'You asked for another attempt',
    happened: 'It took place on',
    still: 'the answer comes by email',
    next: contact,
    ask: askTheCompany,
  },
  {
    id: 'retake-declined',
    says: 'Another attempt was declined.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await completed(world, 'failed');
      const { requestId } = await retake(world, candidate);
      const decision = { requestId, decision: 'reject', reason: { code: 'not_justified' } };
      await world.portal.admin.call('retakes.decide', decision);
      return { path: linkOf(candidate) };
    },
    shown: 'Your request for another attempt was declined',
    happened: 'It took place on',
    still: 'You may ask for another attempt',
    next: { name: 'Ask for another attempt', leadsTo: 'Why would you like another attempt?' },
    ask: askTheCompany,
  },
  {
    id: 'retake-too-early',
    says: 'Another attempt can be asked for only later.',
    kind: 'ended',
    arrange: async (world) => ({ path: linkOf(await completed(world, 'failed', 'P7D')) }),
    shown: 'You can ask for another attempt from',
    happened: 'It took place on',
    still: 'decided not to go on',
    next: contact,
    ask: askTheCompany,
  },
  {
    id: 'retake-not-possible',
    says: 'The address of the form, for an interview that has no further attempt.',
    kind: 'ended',
    arrange: async (world) => pageOf(await completed(world, 'passed'), '/retake'),
    shown: 'Another attempt is not possible for this interview',
    happened: 'Ask for another attempt',
    still: 'Nothing else about it changes',
    next: { name: 'Back to your interview', leadsTo: done },
    ask: askTheCompany,
  },
  {
    id: 'archived',
    says: 'The next attempt has replaced this one.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await completed(world, 'failed');
      const { requestId } = await retake(world, candidate);
      const colleague = await world.colleague();
      await colleague.call('retakes.decide', { requestId, decision: 'approve', reason });
      await world.pass(candidate);
      return pageOf(candidate);
    },
    shown: 'A newer link has replaced this one',
    happened: 'We have emailed a newer link',
    still: 'to the address we have for you',
    next: { name: 'Email me my link', leadsTo: 'the email is on its way' },
    ask: answerAMail,
  },
  {
    id: 'missed',
    says: 'The candidate did not come.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await world.book(-2 * hour);
      await world.staff('markNoShow', candidate, { party: 'candidate' });
      return { path: linkOf(candidate) };
    },
    shown: 'We missed you',
    happened: 'did not take place',
    still: 'Another time may be possible',
    next: { name: 'Ask for a new invitation', leadsTo: 'If they agree, a new link comes by email' },
    ask: askTheCompany,
  },
  {
    id: 'cancelled-by-candidate',
    says: 'The candidate cancelled.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await world.book(3 * day);
      await world.ask('cancel', candidate, { reason: { code: 'illness' } });
      return { path: linkOf(candidate) };
    },
    shown: 'Your interview is cancelled',
    happened: 'It was cancelled on',
    still: 'Nothing more is planned',
    next: { name: 'Ask for a new invitation', leadsTo: 'If they agree, a new link comes by email' },
    ask: askTheCompany,
  },
  {
    id: 'cancelled-by-company',
    says: 'The company cancelled.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await world.book(3 * day);
      await world.staff('cancel', candidate, { reason: { code: 'other' } });
      return { path: linkOf(candidate) };
    },
    shown: 'Your interview is cancelled',
    happened: 'It was cancelled on',
    still: 'Nothing more is planned',
    next: { name: 'Ask for a new invitation', leadsTo: 'If they agree, a new link comes by email' },
    ask: askTheCompany,
  },
  {
    id: 'invitation-over',
    says: 'The time to choose ended while the page was known to this browser.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await world.at(-3 * day, () => world.invite({ invitationValidFor: 'P2D', nudges: [] }));
      await world.pass(candidate);
      return pageOf(candidate);
    },
    shown: 'This link has ended',
    happened: 'It ended on',
    still: 'You can still ask',
    next: { name: 'Ask for a new invitation', leadsTo: 'If they agree, a new link comes by email' },
    ask: answerAMail,
  },
];
