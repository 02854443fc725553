import { openLink } from '@interlude/dev-stack/api-fixtures';
import { chooseSoonest, openChoice, submitChoice } from '../acts.ts';
import { askTheCompany, linkOf, pageOf, type State } from '../state.ts';
import { day, hour, type World } from '../world.ts';

const book = { name: 'Book ' };
const join = { name: 'Join the waitlist', leadsTo: 'You are on the waitlist' };

/** Somebody whose only hour was taken by somebody else. */
async function full(world: World) {
  const people = [await world.onDates([3], { from: '10:00', to: '11:00' })];
  const template = { people, name: 'Short talk' };
  const [rival, late] = [await world.invite({}, template), await world.invite({}, template)];
  await rival.book((await rival.slots({ zone: 'UTC' })).starts[0] ?? '');
  return { rival, late };
}

/** What a candidate who has no time yet can be shown. */
export const pickingStates: readonly State[] = [
  {
    id: 'pick-times',
    says: 'Free times to choose from.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    act: (page) => page.locator('button.soonest').first().waitFor(),
    shown: 'Choose a time',
    also: ['Soonest times', 'No time that suits you?'],
    next: { name: 'Change the time zone', leadsTo: 'City, country or time zone' },
    ask: askTheCompany,
  },
  {
    id: 'pick-zone',
    says: 'Looking for another time zone.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    act: async (page) => {
      await page.locator('details.display > summary').click();
      await page.locator('.display-box button').click();
      await page.locator('input[role=combobox]').fill('Lis');
      await page.locator('[role=option]').first().waitFor();
    },
    shown: 'City, country or time zone',
    next: { name: 'Close' },
    ask: askTheCompany,
  },
  {
    id: 'pick-window-full',
    says: 'Every time that could be booked is taken.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf((await full(world)).late) }),
    shown: 'All times in this period are taken.',
    also: ['This page shows new times as soon as there are any.'],
    next: join,
    ask: askTheCompany,
  },
  {
    id: 'pick-nobody-has-hours',
    says: 'The interviewers have set no hours.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite({}, { people: [await world.onDates([])] })) }),
    shown: 'No interview hours are open in this period.',
    next: join,
    ask: askTheCompany,
  },
  {
    id: 'pick-notice-only',
    says: 'The only times left are sooner than the company allows.',
    kind: 'open',
    async arrange(world) {
      const people = [await world.onDates([0, 1], { from: '00:00', to: '24:00' })];
      return { path: linkOf(await world.invite({ minimumNotice: 'P3D' }, { people })) };
    },
    shown: 'too soon to book',
    next: join,
    ask: askTheCompany,
  },
  {
    id: 'pick-later-only',
    says: 'No time in the first weeks, but one later.',
    kind: 'open',
    async arrange(world) {
      const people = [await world.onDates([50])];
      return { path: linkOf(await world.invite({ bookingWindowDays: 90 }, { people })) };
    },
    shown: 'Choose a time',
    next: join,
    ask: askTheCompany,
  },
  {
    id: 'pick-chosen',
    says: 'A time is chosen and held, and a note is written.',
    kind: 'open',
    arrange: async (world) => ({ path: linkOf(await world.invite()) }),
    act: async (page) => {
      await chooseSoonest(page);
      await openChoice(page);
      await page.locator('textarea').fill('I use a wheelchair, and the lift of my building is being repaired.');
    },
    shown: 'Held for you until',
    also: ['Your choice', 'Anything we should know?'],
    next: { ...book, leadsTo: 'You’re booked' },
    ask: askTheCompany,
  },
  {
    id: 'pick-conflict',
    says: 'Somebody else was faster; what is near is offered.',
    kind: 'open',
    async arrange(world) {
      const people = [await world.onDates([2, 3, 4, 5])];
      const candidate = await world.invite({ holdFor: 'PT1S' }, { people });
      const rivals = [];
      for (let n = 0; n < 9; n++) rivals.push((await world.invite({}, { people })).link);
      rivalLinks = rivals;
      return { path: linkOf(candidate) };
    },
    async act(page, world) {
      await chooseSoonest(page);
      await openChoice(page);
      await page.locator('textarea').fill('I use a wheelchair.');
      await page.route(
        '**/trpc/candidate.book',
        async (route) => {
          const { startsAt } = route.request().postDataJSON() as { startsAt: string };
          const rival = await openLink(world.portal.base, rivalLinks.shift() ?? '');
          await world.at(2_000, () => rival.book(startsAt));
          await route.continue();
        },
        { times: 1 },
      );
      await submitChoice(page);
      await page.locator('[role=alert]').waitFor();
    },
    shown: 'Someone else just took',
    also: ['Your note is kept.'],
    next: { ...book, leadsTo: 'You’re booked' },
    ask: askTheCompany,
  },
  {
    id: 'pick-parts',
    says: 'An interview of two parts, the first of which has a time.',
    kind: 'open',
    async arrange(world) {
      const hours = { from: '09:00', to: '13:00' };
      const [one, two] = [await world.onDates([4, 5], hours), await world.onDates([4, 5], hours)];
      const shape = { stepMinutes: 60, zone: 'UTC' };
      const first = await world.portal.addTemplate([one], { ...shape, name: 'First talk' });
      const second = await world.portal.addTemplate([two], { ...shape, name: 'Case study', type: 'case_study' });
      return { path: linkOf(await world.portal.inviteParts([first, second])) };
    },
    zone: 'Europe/London',
    act: async (page) => {
      await page.locator('label.slot').first().click();
    },
    shown: 'Choose times for 2 parts',
    also: ['You book them together.', 'Your plan'],
    next: { name: 'Start over' },
    ask: askTheCompany,
  },
  {
    id: 'pick-group',
    says: 'A group session that has places left.',
    kind: 'open',
    async arrange(world) {
      const people = [await world.onDates([3, 4])];
      const templateId = await world.portal.addTemplate(people, { name: 'Assessment day', places: 3 });
      const [first, second] = [await world.portal.invite(templateId), await world.portal.invite(templateId)];
      await first.book((await first.slots({ zone: 'UTC' })).starts[0] ?? '');
      return { path: linkOf(second) };
    },
    act: (page) => page.locator('button.soonest').first().waitFor(),
    shown: 'This is a group session',
    also: ['2 places left'],
    next: { name: 'Accessibility', leadsTo: 'Accessibility' },
    ask: askTheCompany,
  },
  {
    id: 'pick-waiting',
    says: 'On the waitlist, while nothing is free.',
    kind: 'open',
    async arrange(world) {
      const { late } = await full(world);
      await world.ask('joinWaitlist', late);
      return { path: linkOf(late) };
    },
    shown: 'You are on the waitlist',
    next: { name: 'Leave the waitlist' },
    ask: askTheCompany,
  },
  {
    id: 'pick-offer',
    says: 'A time has become free and is kept for whoever waited.',
    kind: 'open',
    async arrange(world) {
      const { rival, late } = await full(world);
      await world.ask('joinWaitlist', late);
      await world.ask('cancel', rival, { reason: { code: 'illness' } });
      await world.portal.offerRound();
      return { path: linkOf(late) };
    },
    shown: 'A time has become free for you',
    also: ['It is kept for you alone until'],
    next: { ...book, leadsTo: 'You’re booked' },
    ask: askTheCompany,
  },
  {
    id: 'pick-again',
    says: 'The interviewer did not come, so the candidate chooses again.',
    kind: 'open',
    async arrange(world) {
      const candidate = await world.book(-hour);
      await world.staff('markNoShow', candidate, { party: 'interviewer' });
      return { path: linkOf(candidate) };
    },
    act: (page) => page.locator('button.soonest').first().waitFor(),
    shown: 'We are sorry that nobody was there to meet you last time.',
    also: ['Choose a time'],
    next: { name: 'Accessibility', leadsTo: 'Accessibility' },
    ask: askTheCompany,
  },
  {
    id: 'move-times',
    says: 'Moving a booked interview: a new time is chosen, the old one is kept until then.',
    kind: 'open',
    arrange: async (world) => pageOf(await world.book(3 * day), '/reschedule'),
    act: async (page) => {
      await chooseSoonest(page);
      await openChoice(page);
    },
    shown: 'Move your interview',
    also: ['Now booked', 'Your current time stays yours'],
    next: { name: 'Move to ', leadsTo: 'You’re booked' },
    ask: askTheCompany,
  },
  {
    id: 'move-last',
    says: 'Moving for the last time.',
    kind: 'open',
    async arrange(world) {
      const candidate = await world.book(3 * day, { reschedule: { cutoff: 'PT0S', limit: 2, warnAt: 1 } });
      await candidate.reschedule((await candidate.slots({ zone: 'UTC' })).starts[8] ?? '');
      return pageOf(candidate, '/reschedule');
    },
    act: (page) => page.locator('button.soonest').first().waitFor(),
    shown: 'This is your last change.',
    next: { name: 'Back to your interview', leadsTo: 'You’re booked' },
    ask: askTheCompany,
  },
];

let rivalLinks: string[] = [];
