import type { Component } from 'solid-js';
import { lazyCode } from '../ui/lazy-part.tsx';
import { HomePage } from './home/home-page.tsx';
import { InterviewPage } from './interviews/detail/interview-page.tsx';
import { InterviewsPage } from './interviews/list/interviews-page.tsx';
import { RetakesPage } from './retakes/retakes-page.tsx';
import { LoginPage } from './session/login-page.tsx';
import type { ParamsOf } from './shell/match-path.models.ts';
import { PageSkeleton } from './shell/panel.tsx';

/** A page of the console by its path below `/hr`, whose `:names` are what the page is given. */
export interface HrPage {
  readonly path: string;
  readonly Page: Component<Readonly<Record<string, string>>>;
}

// The parameters of a page are the names of its path, which the table matches before it draws the page.
function page<Path extends string>(path: Path, Page: Component<ParamsOf<Path>>): HrPage {
  return { path, Page: Page as HrPage['Page'] };
}

function lazyPage<Path extends string>(path: Path, load: () => Promise<Component<ParamsOf<Path>>>): HrPage {
  return page(
    path,
    lazyCode(load, () => <PageSkeleton />),
  );
}

/** For whoever has no session; the form to sign in leads on when there is one. */
export const publicPages = [
  page('login', LoginPage),
  lazyPage('forgot', async () => (await import('./account/forgot-page.tsx')).ForgotPage),
  lazyPage('reset', async () => (await import('./account/reset-page.tsx')).ResetPage),
];

export const pages: readonly HrPage[] = [
  page('', HomePage),
  page('interviews', InterviewsPage),
  page('interviews/:interviewId', InterviewPage),
  // The page of an interview shows appointments too, in their own words.
  page('appointments/:interviewId', InterviewPage),
  page('retakes', RetakesPage),
  lazyPage('invite', async () => (await import('./invite/invite-page.tsx')).InvitePage),
  lazyPage('appointments', async () => (await import('./appointments/appointments-page.tsx')).AppointmentsPage),
  lazyPage('jobs', async () => (await import('./records/jobs-page.tsx')).JobsPage),
  lazyPage('jobs/:jobId', async () => (await import('./records/job-page.tsx')).JobPage),
  lazyPage('candidates', async () => (await import('./records/candidates-page.tsx')).CandidatesPage),
  lazyPage('candidates/import', async () => (await import('./records/import-page.tsx')).ImportPage),
  lazyPage('candidates/:candidateId', async () => (await import('./records/candidate-page.tsx')).CandidatePage),
  lazyPage('people', async () => (await import('./people/people-page.tsx')).PeoplePage),
  lazyPage('people/:personId', async () => (await import('./people/person-page.tsx')).PersonPage),
  lazyPage('account', async () => (await import('./account/account-page.tsx')).AccountPage),
  lazyPage('availability', async () => (await import('./availability/availability-page.tsx')).AvailabilityPage),
  lazyPage('templates', async () => (await import('./templates/templates-page.tsx')).TemplatesPage),
  lazyPage('services', async () => (await import('./services/services-page.tsx')).ServicesPage),
  lazyPage('resources', async () => (await import('./resources/resources-page.tsx')).ResourcesPage),
  lazyPage('settings', async () => (await import('./settings/settings-page.tsx')).SettingsPage),
];
