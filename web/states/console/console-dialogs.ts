import type { Page } from 'playwright-core';
import { useControl, waitForText } from '../seen.ts';
import type { ConsoleCompany } from './console-company.ts';
import type { ConsoleState } from './console-state.ts';

/** Presses what is named so once it is there. */
export const press = (name: string) => async (page: Page) => {
  await waitForText(page, name);
  await useControl(page, name, true);
};

/** Presses the one that stands first of those, once it is there; for what is named like something else. */
const pressFirst = (selector: string) => async (page: Page) => await page.locator(selector).first().click();

/** Chooses the first row of the list, and then what is done with it. */
const inBulk = (action: number) => async (page: Page) => {
  await page.locator('tbody .col-choose input').first().check();
  await page.locator('.bulk-actions > button').nth(action).click();
};

interface Dialog {
  readonly id: string;
  readonly says: string;
  readonly path: (company: ConsoleCompany) => string;
  /** Opens it: the name of a button, or more than that. */
  readonly by: string | ((page: Page) => Promise<unknown>);
  readonly shown: string;
}

const dialogs: readonly Dialog[] = [
  {
    id: 'job-add',
    says: 'A new job.',
    path: () => '/hr/jobs',
    by: 'Add a job',
    shown: 'Industry',
  },
  {
    id: 'job-edit',
    says: 'What is known of a job is changed.',
    path: ({ jobId }) => `/hr/jobs/${jobId}`,
    by: pressFirst('.page-head-aside button'),
    shown: 'Edit Frontend engineer',
  },
  {
    id: 'candidate-add',
    says: 'A new candidate.',
    path: () => '/hr/candidates',
    by: 'Add a candidate',
    shown: 'Like Europe/Lisbon',
  },
  {
    id: 'candidate-edit',
    says: 'What is known of a candidate is changed.',
    path: ({ candidateId }) => `/hr/candidates/${candidateId}`,
    by: pressFirst('.page-head-aside button'),
    shown: 'A corrected address gets the links',
  },
  {
    id: 'candidate-merge',
    says: 'Two records of one candidate, and what becomes of both.',
    path: ({ candidateId }) => `/hr/candidates/${candidateId}`,
    by: 'Merge',
    shown: 'For two records of one person',
  },
  {
    id: 'colleague-invite',
    says: 'A colleague is invited.',
    path: () => '/hr/people',
    by: 'Invite a colleague',
    shown: 'The link works once, for 72 hours',
  },
  {
    id: 'person-edit',
    says: 'What is known of a colleague is changed.',
    path: ({ personId }) => `/hr/people/${personId}`,
    by: pressFirst('.page-head-aside button'),
    shown: 'Change Mara Brandt',
  },
  {
    id: 'person-leave',
    says: 'A colleague leaves, with what counts on them.',
    path: ({ personId }) => `/hr/people/${personId}`,
    by: 'Deactivate',
    shown: 'Their sessions end at once',
  },
  {
    id: 'bulk-cancel',
    says: 'The question before several interviews are cancelled.',
    path: () => '/hr/interviews',
    by: inBulk(0),
    shown: 'gets an email at once',
  },
  {
    id: 'bulk-resend',
    says: 'The question before several links are sent again.',
    path: () => '/hr/interviews',
    by: inBulk(1),
    shown: 'The same link is emailed once more',
  },
  {
    id: 'bulk-extend',
    says: 'Several invitations, and until when.',
    path: () => '/hr/interviews?status=invited&order=newest',
    by: inBulk(2),
    shown: 'gets a new link with a new deadline',
  },
  {
    id: 'view-save',
    says: 'A view of the list gets a name.',
    path: () => '/hr/interviews?status=cancelled',
    by: 'Save this view',
    shown: 'It keeps the filters and the order',
  },
  {
    id: 'home-address',
    says: 'The address of a candidate whom no mail reaches.',
    path: () => '/hr',
    by: 'Correct address',
    shown: 'The link goes to the new address at once',
  },
  {
    id: 'home-dismiss',
    says: 'Something that needs nobody any more.',
    path: () => '/hr',
    by: 'Dismiss',
    shown: 'It comes back only if it happens again',
  },
  {
    id: 'retake-approve',
    says: 'The question before a retake is approved.',
    path: () => '/hr/retakes',
    by: pressFirst('.retake button'),
    shown: 'Approve this retake?',
  },
  {
    id: 'retake-reject',
    says: 'The question before a retake is rejected.',
    path: () => '/hr/retakes',
    by: pressFirst('.retake button + button'),
    shown: 'Reject this request?',
  },
  {
    id: 'template-new',
    says: 'A new template.',
    path: () => '/hr/templates',
    by: 'New template',
    shown: 'Each interview keeps what stands here',
  },
  {
    id: 'service-new',
    says: 'A new service.',
    path: () => '/hr/services',
    by: 'New service',
    shown: 'Each appointment keeps the terms',
  },
  {
    id: 'websites',
    says: 'The websites that may show services.',
    path: () => '/hr/services',
    by: 'Change the websites',
    shown: 'Each is named in full',
  },
  {
    id: 'resource-new',
    says: 'A new room.',
    path: () => '/hr/resources',
    by: 'Add a room or licence',
    shown: 'Meetings at once',
  },
  {
    id: 'hosts',
    says: 'The hosts that links to meetings may lead to.',
    path: () => '/hr/settings',
    by: 'Change the hosts',
    shown: 'Hosts, one per line',
  },
  {
    id: 'keys',
    says: 'The keys of the console.',
    path: () => '/hr',
    async by(page) {
      await waitForText(page, 'Waits for you');
      await page.keyboard.press('?');
    },
    shown: 'Single keys work on lists',
  },
  {
    id: 'interview-start',
    says: 'An interview begins before its time.',
    path: ({ interviewId }) => `/hr/interviews/${interviewId}`,
    by: 'Start now',
    shown: 'What happens',
  },
  {
    id: 'interview-why-not',
    says: 'Why a start is not offered.',
    path: ({ interviewId }) => `/hr/interviews/${interviewId}`,
    async by(page) {
      await press('Why not another time?')(page);
      await page.locator('.input-moment').fill(`${new Date().getUTCFullYear() + 1}-02-14T03:30`);
      await page.locator('.input-moment').blur();
    },
    shown: 'is not offered',
  },
];

/** Everything that opens on a page of the console. */
export const consoleDialogs: readonly ConsoleState[] = dialogs.map(({ by, ...state }) => ({
  ...state,
  as: 'administrator',
  act: typeof by === 'string' ? press(by) : by,
}));
