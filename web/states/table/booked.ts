import { bookParts, chooseParts } from '../../../services/booking/test/parts.ts';
import { chooseReason } from '../acts.ts';
import { askTheCompany, linkOf, pageOf, type State } from '../state.ts';
import { day, hour, minute } from '../world.ts';

const titled = 'You’re booked';
const move = { name: 'Move to another time', leadsTo: 'Move your interview' };
const common = { kind: 'open', shown: titled, next: move, ask: askTheCompany } as const;

const byPhone = { provider: 'phone', meetingUrl: undefined };

/** What a candidate who has a time can be shown, up to the end of the interview. */
export const bookedStates: readonly State[] = [
  {
    ...common,
    id: 'booked',
    says: 'Booked, a few days ahead.',
    arrange: async (world) => ({ path: linkOf(await world.book(3 * day)) }),
    also: ['How to prepare', 'What happens next', 'Your confirmation is on its way by email', 'Change the time zone'],
  },
  {
    ...common,
    id: 'booked-to-confirm',
    says: 'Booked, and the company asks whether the candidate will come.',
    arrange: async (world) => ({ path: linkOf(await world.book(3 * day, { confirmAttendance: true })) }),
    next: { name: 'Confirm that you will come', leadsTo: 'Attendance confirmed' },
  },
  {
    ...common,
    id: 'booked-confirmed',
    says: 'The candidate said that they will come.',
    async arrange(world) {
      const candidate = await world.book(3 * day, { confirmAttendance: true });
      await world.ask('confirm', candidate);
      return { path: linkOf(candidate) };
    },
    also: ['Attendance confirmed'],
  },
  {
    ...common,
    id: 'booked-moved',
    says: 'Moved to another time, with few changes left.',
    async arrange(world) {
      const candidate = await world.book(3 * day);
      for (const n of [6, 9, 12]) await candidate.reschedule((await candidate.slots({ zone: 'UTC' })).starts[n] ?? '');
      return { path: linkOf(candidate) };
    },
    also: ['You can move it 2 more times'],
  },
  {
    id: 'booked-unmovable',
    says: 'No changes are left; it can still be cancelled.',
    kind: 'open',
    async arrange(world) {
      const candidate = await world.book(3 * day, { reschedule: { cutoff: 'PT0S', limit: 1, warnAt: 1 } });
      await candidate.reschedule((await candidate.slots({ zone: 'UTC' })).starts[8] ?? '');
      return { path: linkOf(candidate) };
    },
    shown: titled,
    also: ['Your one change is used', 'You can cancel until it starts'],
    next: { name: 'Cancel interview', leadsTo: 'Cancel your interview?' },
    ask: askTheCompany,
  },
  {
    id: 'booked-too-late',
    says: 'It is too close to the start to move or cancel it.',
    kind: 'open',
    arrange: async (world) => {
      const cutoff = 'PT12H';
      return {
        path: linkOf(await world.book(5 * hour, { reschedule: { cutoff, limit: 5, warnAt: 3 }, cancel: { cutoff } })),
      };
    },
    shown: titled,
    also: ['It could be moved until', 'It could be cancelled until'],
    next: { name: 'Add to calendar' },
    ask: askTheCompany,
  },
  {
    ...common,
    id: 'booked-in-person',
    says: 'At a place, on whose clock it is told first.',
    async arrange(world) {
      const onsite = {
        provider: 'in_person',
        venue: 'Neuer Wall 1, Hamburg',
        zone: 'Europe/Berlin',
        meetingUrl: undefined,
      };
      return { path: linkOf(await world.book(3 * day, {}, onsite)) };
    },
    also: ['At Neuer Wall 1, Hamburg', 'where you are'],
  },
  {
    ...common,
    id: 'booked-phone-unknown',
    says: 'The company is to call, and asks on which number.',
    arrange: async (world) => ({ path: linkOf(await world.book(3 * day, {}, byPhone)) }),
    also: ['We call you. Please tell us the number.', 'Your phone number', 'Save number'],
  },
  {
    ...common,
    id: 'booked-phone-known',
    says: 'The company calls the number that the candidate gave.',
    async arrange(world) {
      const candidate = await world.book(3 * day, {}, byPhone);
      await world.ask('setPhone', candidate, { phone: '+4930901820' });
      return { path: linkOf(candidate) };
    },
    also: ['We call you on', 'Change number'],
  },
  {
    ...common,
    id: 'booked-phone-you-call',
    says: 'The candidate calls the company, and types a code.',
    arrange: async (world) => ({
      path: linkOf(
        await world.book(
          3 * day,
          {},
          {
            ...byPhone,
            phone: { caller: 'candidate', number: '+4930901820', code: '4711#' },
          },
        ),
      ),
    }),
    also: ['You call us on', 'Then enter the code'],
  },
  {
    ...common,
    id: 'booked-link-hidden',
    says: 'The link to join is shown only shortly before.',
    arrange: async (world) => ({ path: linkOf(await world.book(3 * day, { joinVisibleBefore: 'PT1H' })) }),
    also: ['The link to join appears on this page'],
  },
  {
    ...common,
    id: 'booked-with-many',
    says: 'With three people at once.',
    async arrange(world) {
      const names = ['Mara Brandt', 'Dele Adeyemi', 'Sunita Gurung'];
      const people = await Promise.all(names.map((name) => world.portal.addInterviewer({ name, zone: 'UTC' })));
      return { path: linkOf(await world.book(3 * day, {}, { people })) };
    },
    also: ['Dele Adeyemi'],
  },
  {
    ...common,
    id: 'booked-group',
    says: 'A place in a group session.',
    async arrange(world) {
      return { path: linkOf(await world.book(3 * day, {}, { name: 'Assessment day', places: 3 })) };
    },
    also: ['This is a group session'],
  },
  {
    ...common,
    id: 'booked-parts',
    says: 'All parts of an interview are booked.',
    async arrange(world) {
      const hours = { from: '09:00', to: '13:00' };
      const shape = { stepMinutes: 60, zone: 'UTC' };
      const people = [await world.onDates([4, 5], hours), await world.onDates([4, 5], hours)];
      const templates = await Promise.all(
        people.map((person, n) => world.portal.addTemplate([person], { ...shape, name: `Part ${n + 1}` })),
      );
      const candidate = await world.portal.inviteParts(templates);
      await bookParts(candidate, await chooseParts(candidate));
      return { path: linkOf(candidate) };
    },
    also: ['Your 2 parts'],
  },
  {
    ...common,
    id: 'booked-soon',
    says: 'It starts in a few minutes.',
    arrange: async (world) => ({ path: linkOf(await world.book(8 * minute, {}, { stepMinutes: 5 })) }),
    also: ['Join the interview'],
    next: { name: 'Join the interview' },
  },
  {
    id: 'running',
    says: 'It is on.',
    kind: 'open',
    async arrange(world) {
      const candidate = await world.book(-20 * minute, {}, { stepMinutes: 5 });
      await world.pass(candidate);
      return { path: linkOf(candidate) };
    },
    shown: 'Your interview is on now',
    next: { name: 'Join the interview' },
    ask: askTheCompany,
  },
  {
    id: 'over-without-outcome',
    says: 'Its time is over, and nobody has closed it yet.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await world.book(-70 * minute, { completeAfter: 'P1D' }, { stepMinutes: 5 });
      await world.pass(candidate);
      return { path: linkOf(candidate) };
    },
    shown: 'Your interview is over',
    happened: 'If you could not meet',
    still: 'You will hear from Acme recruiting',
    next: { name: 'Email me this link again', leadsTo: 'On its way to' },
    ask: askTheCompany,
  },
  {
    id: 'move-refused',
    says: 'No changes are left.',
    kind: 'ended',
    async arrange(world) {
      const candidate = await world.book(3 * day, { reschedule: { cutoff: 'PT0S', limit: 1, warnAt: 1 } });
      await candidate.reschedule((await candidate.slots({ zone: 'UTC' })).starts[8] ?? '');
      return pageOf(candidate, '/reschedule');
    },
    shown: 'This interview cannot be moved here',
    happened: 'Your one change is used',
    still: 'Your time is kept',
    next: { name: 'Back to your interview', leadsTo: titled },
    ask: 'Write to Acme recruiting',
  },
  {
    id: 'move-too-late',
    says: 'It is too close to the start to move it.',
    kind: 'ended',
    arrange: async (world) =>
      pageOf(await world.book(5 * hour, { reschedule: { cutoff: 'PT12H', limit: 5, warnAt: 3 } }), '/reschedule'),
    shown: 'This interview cannot be moved here',
    happened: 'It could be moved until',
    still: 'Your time is kept',
    next: { name: 'Back to your interview', leadsTo: titled },
    ask: 'Write to Acme recruiting',
  },
  {
    id: 'cancel',
    says: 'Asked for a reason before it is cancelled; moving is offered first.',
    kind: 'open',
    arrange: async (world) => pageOf(await world.book(3 * day), '/cancel'),
    act: (page) => chooseReason(page),
    shown: 'Cancel your interview?',
    also: ['Would another time help?', 'Now booked:'],
    next: { name: 'Cancel interview', leadsTo: 'Your interview is cancelled' },
    ask: askTheCompany,
  },
  {
    id: 'cancel-without-reason',
    says: 'The reason was left out.',
    kind: 'open',
    arrange: async (world) => pageOf(await world.book(3 * day), '/cancel'),
    act: (page) => page.locator('form button[type=submit]').click(),
    shown: 'Please choose a reason.',
    next: { name: 'Keep the interview', leadsTo: titled },
    ask: askTheCompany,
  },
  {
    id: 'cancel-too-late',
    says: 'It is too close to the start to cancel it here.',
    kind: 'ended',
    arrange: async (world) => pageOf(await world.book(5 * hour, { cancel: { cutoff: 'PT12H' } }), '/cancel'),
    shown: 'This interview cannot be cancelled here',
    happened: 'It could be cancelled until',
    still: 'Your interview is still booked',
    next: { name: 'Back to your interview', leadsTo: titled },
    ask: 'write to Acme recruiting',
  },
];
