import { candidateRouter } from './candidate/candidate-router.ts';
import { accountRouter } from './staff/account-router.ts';
import { appointmentsRouter } from './staff/appointments-router.ts';
import { availabilityRouter } from './staff/availability-router.ts';
import { calendarsRouter } from './staff/calendars-router.ts';
import { candidatesRouter } from './staff/candidates-router.ts';
import { clientsRouter } from './staff/guest-routers.ts';
import { interviewsRouter } from './staff/interviews-router.ts';
import { applicationsRouter, jobsRouter } from './staff/job-routers.ts';
import { messagesRouter } from './staff/messages-router.ts';
import { notesRouter } from './staff/notes-router.ts';
import { peopleRouter } from './staff/people-router.ts';
import { queueRouter } from './staff/queue-router.ts';
import { resourcesRouter } from './staff/resources-router.ts';
import { retakesRouter } from './staff/retakes-router.ts';
import { searchRouter } from './staff/search-router.ts';
import { providersRouter, servicesRouter } from './staff/services-router.ts';
import { settingsRouter } from './staff/settings-router.ts';
import { staffRouter } from './staff/sign-in-router.ts';
import { templatesRouter } from './staff/templates-router.ts';
import { viewsRouter } from './staff/views-router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  candidate: candidateRouter,
  staff: staffRouter,
  account: accountRouter,
  people: peopleRouter,
  availability: availabilityRouter,
  calendars: calendarsRouter,
  jobs: jobsRouter,
  applications: applicationsRouter,
  candidates: candidatesRouter,
  clients: clientsRouter,
  notes: notesRouter,
  templates: templatesRouter,
  resources: resourcesRouter,
  interviews: interviewsRouter,
  retakes: retakesRouter,
  messages: messagesRouter,
  queue: queueRouter,
  search: searchRouter,
  views: viewsRouter,
  services: servicesRouter,
  providers: providersRouter,
  appointments: appointmentsRouter,
  settings: settingsRouter,
});

export type AppRouter = typeof appRouter;
