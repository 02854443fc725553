import { waitForText } from '../seen.ts';
import { consoleDialogs, press } from './console-dialogs.ts';
import { type ConsoleState, statesOf } from './console-state.ts';

const asAdministrator = { as: 'administrator' } as const;

/** Signing in and the pages of a working day, in every state. */
export const consoleDay: readonly ConsoleState[] = [
  { id: 'login', says: 'Whoever has no session.', as: 'nobody', path: () => '/hr/login', shown: 'Work email' },
  { id: 'forgot', says: 'Who lost the password.', as: 'nobody', path: () => '/hr/forgot', shown: 'Work email' },
  {
    id: 'reset-dead',
    says: 'A link to set a password that is none.',
    as: 'nobody',
    path: () => '/hr/reset',
    shown: 'link',
  },
  ...statesOf({ id: 'home', path: () => '/hr', shown: 'Waits for you', asks: 'queue.list', empty: 'First steps' }),
  ...statesOf({
    id: 'interviews',
    path: () => '/hr/interviews',
    shown: 'No time yet',
    asks: 'interviews.list',
    empty: 'No interviews yet',
  }),
  ...statesOf({
    id: 'interview',
    path: ({ interviewId }) => `/hr/interviews/${interviewId}`,
    shown: 'Timeline',
    asks: 'interviews.get',
  }),
  {
    id: 'interview-mails',
    says: 'Only the mails of a timeline.',
    ...asAdministrator,
    path: ({ interviewId }) => `/hr/interviews/${interviewId}`,
    act: async (page) => await page.locator('input[name=timeline-kind]').nth(2).check({ force: true }),
    shown: 'Confirmation of the time',
  },
  {
    id: 'interview-event',
    says: 'One event of a timeline that a link has led to.',
    ...asAdministrator,
    path: ({ interviewId, eventId }) => `/hr/interviews/${interviewId}?event=${eventId}`,
    act: async (page) => await page.locator('[aria-current=true].line').waitFor(),
    shown: 'Timeline',
  },
  ...statesOf({ id: 'interview-done', path: ({ doneId }) => `/hr/interviews/${doneId}`, shown: 'Retake' }),
  ...statesOf({
    id: 'appointment',
    path: ({ appointmentId }) => `/hr/appointments/${appointmentId}`,
    shown: 'Payment',
  }),
  {
    id: 'interview-missing',
    says: 'An interview that does not exist.',
    ...asAdministrator,
    path: () => '/hr/interviews/int_unknown',
    shown: 'Go to the interviews',
  },
  {
    id: 'unknown',
    says: 'A page that does not exist.',
    ...asAdministrator,
    path: () => '/hr/nowhere',
    shown: 'There is no such page',
  },
  {
    id: 'interview-cancel',
    says: 'The question before an interview is cancelled.',
    ...asAdministrator,
    path: ({ interviewId }) => `/hr/interviews/${interviewId}`,
    act: press('Cancel interview'),
    shown: 'What happens',
  },
  {
    id: 'interview-move',
    says: 'Another time for an interview.',
    ...asAdministrator,
    path: ({ interviewId }) => `/hr/interviews/${interviewId}`,
    act: press('Move to another time'),
    shown: 'What happens',
  },
  {
    id: 'palette',
    says: 'The palette, with something found.',
    ...asAdministrator,
    path: () => '/hr',
    async act(page) {
      await waitForText(page, 'Waits for you');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('brandt');
      await page.locator('dialog [role=option]').first().waitFor();
    },
    shown: 'Mara Brandt',
  },
  ...statesOf({
    id: 'retakes',
    path: () => '/hr/retakes',
    shown: 'The sound was gone',
    asks: 'retakes.list',
    notFor: 'interviewer',
    empty: 'No',
  }),
  ...statesOf({
    id: 'appointments',
    path: () => '/hr/appointments',
    shown: 'Client',
    asks: 'appointments.list',
    empty: 'No',
  }),
];

/** Jobs and candidates, in every state. */
export const consoleRecords: readonly ConsoleState[] = [
  ...statesOf({
    id: 'jobs',
    path: () => '/hr/jobs',
    shown: 'Jobs',
    asks: 'jobs.list',
    notFor: 'interviewer',
    empty: 'No jobs yet',
  }),
  ...statesOf({
    id: 'job',
    path: ({ jobId }) => `/hr/jobs/${jobId}`,
    shown: 'Notes',
    asks: 'jobs.get',
    notFor: 'interviewer',
  }),
  ...statesOf({
    id: 'candidates',
    path: () => '/hr/candidates',
    shown: 'Candidates',
    asks: 'candidates.list',
    notFor: 'interviewer',
    empty: 'No candidates yet',
  }),
  ...statesOf({
    id: 'candidate',
    path: ({ candidateId }) => `/hr/candidates/${candidateId}`,
    shown: 'Notes',
    asks: 'candidates.get',
    notFor: 'interviewer',
  }),
  ...statesOf({ id: 'import', path: () => '/hr/candidates/import', shown: 'Import candidates', notFor: 'interviewer' }),
];

/** People, and what interviews are made from, in every state. */
export const consoleSetup: readonly ConsoleState[] = [
  ...statesOf({
    id: 'people',
    path: () => '/hr/people',
    shown: 'Mara Brandt',
    asks: 'people.list',
    notFor: 'interviewer',
  }),
  ...statesOf({
    id: 'person',
    path: ({ personId }) => `/hr/people/${personId}`,
    shown: 'Mara Brandt',
    asks: 'people.get',
  }),
  ...statesOf({ id: 'account', path: () => '/hr/account', shown: 'Password', asks: 'account.get' }),
  ...statesOf({ id: 'availability', path: () => '/hr/availability', shown: 'Weekly hours', notFor: 'ops' }),
  ...statesOf({ id: 'invite', path: () => '/hr/invite', shown: 'Invite', notFor: 'interviewer' }),
  ...statesOf({
    id: 'templates',
    path: () => '/hr/templates',
    shown: 'Templates',
    asks: 'templates.list',
    notFor: 'interviewer',
    empty: 'No template yet',
  }),
  ...statesOf({
    id: 'services',
    path: () => '/hr/services',
    shown: 'Services',
    asks: 'services.list',
    notFor: 'interviewer',
  }),
  ...statesOf({
    id: 'resources',
    path: () => '/hr/resources',
    shown: 'Room Fjord',
    asks: 'resources.list',
    notFor: 'interviewer',
    empty: 'No rooms or licences yet',
  }),
  ...statesOf({
    id: 'settings',
    path: () => '/hr/settings',
    shown: 'Settings',
    asks: 'settings.get',
    notFor: 'interviewer',
  }),
];

/** The parts of the console, by the files of their tests. */
export const consoleParts = {
  console: consoleDay,
  'console-records': consoleRecords,
  'console-setup': consoleSetup,
  'console-dialogs': consoleDialogs,
};

/** Everything that staff can be shown in the console. */
export const consoleStates: readonly ConsoleState[] = Object.values(consoleParts).flat();
