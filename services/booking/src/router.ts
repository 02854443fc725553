import { staffRouter } from './access/staff-router.ts';
import { appointmentsRouter } from './appointments/appointments-router.ts';
import { interviewsRouter } from './bookings/interviews-router.ts';
import { candidateRouter } from './candidate-router.ts';
import { candidatesRouter, clientsRouter } from './jobs/guest-routers.ts';
import { applicationsRouter, jobsRouter } from './jobs/job-routers.ts';
import { availabilityRouter } from './people/availability-router.ts';
import { peopleRouter } from './people/people-router.ts';
import { queueRouter } from './queue/queue-router.ts';
import { resourcesRouter } from './resources/resources-router.ts';
import { retakesRouter } from './retakes/retakes-router.ts';
import { providersRouter, servicesRouter } from './services/services-router.ts';
import { settingsRouter } from './settings-router.ts';
import { templatesRouter } from './templates/templates-router.ts';
import { router } from './trpc.ts';

/** The public API, mounted at `/trpc`. */
export const appRouter = router({
  candidate: candidateRouter,
  staff: staffRouter,
  people: peopleRouter,
  availability: availabilityRouter,
  jobs: jobsRouter,
  applications: applicationsRouter,
  candidates: candidatesRouter,
  clients: clientsRouter,
  templates: templatesRouter,
  resources: resourcesRouter,
  interviews: interviewsRouter,
  retakes: retakesRouter,
  queue: queueRouter,
  services: servicesRouter,
  providers: providersRouter,
  appointments: appointmentsRouter,
  settings: settingsRouter,
});

export type AppRouter = typeof appRouter;
