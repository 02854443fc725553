import { Navigate, useLocation, useSearchParams } from '@solidjs/router';
import { QueryClientProvider, useQuery } from '@tanstack/solid-query';
import { type Component, createMemo, Match, onCleanup, Show, Switch } from 'solid-js';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { lazyCode } from '../ui/lazy-part.tsx';
import './interviews/detail/detail.css';
import './interviews/list/list.css';
import { InterviewPage } from './interviews/detail/interview-page.tsx';
import { InterviewsPage } from './interviews/list/interviews-page.tsx';
import './retakes/retakes.css';
import './shell/density.css';
import './shell/forms.css';
import './shell/frame.css';
import './shell/rail.css';
import './timeline/timeline.css';
import { RetakesPage } from './retakes/retakes-page.tsx';
import { HrProvider } from './session/hr-context.tsx';
import { LoginPage } from './session/login-page.tsx';
import { loginPathFrom, safeNext, startPath } from './session/next-path.models.ts';
import { createHrQueries, type Me, meQuery } from './session/session.queries.ts';
import { dataOf } from './shell/data-of.ts';
import { placeOf } from './shell/hr-place.models.ts';
import { HrShell } from './shell/hr-shell.tsx';
import { RowsSkeleton } from './shell/panel.tsx';
import { UnknownPage } from './shell/unknown-page.tsx';
import { HrWords } from './words/hr-words.tsx';

const lazyPage = (load: () => Promise<Component>) => lazyCode(load, () => <RowsSkeleton rows={6} />);

const AvailabilityPage = lazyPage(async () => (await import('./availability/availability-page.tsx')).AvailabilityPage);
const InvitePage = lazyPage(async () => (await import('./invite/invite-page.tsx')).InvitePage);
const PeoplePage = lazyPage(async () => (await import('./people/people-page.tsx')).PeoplePage);
const ServicesPage = lazyPage(async () => (await import('./services/services-page.tsx')).ServicesPage);
const AppointmentsPage = lazyPage(async () => (await import('./appointments/appointments-page.tsx')).AppointmentsPage);
const ResourcesPage = lazyPage(async () => (await import('./resources/resources-page.tsx')).ResourcesPage);
const SettingsPage = lazyPage(async () => (await import('./settings/settings-page.tsx')).SettingsPage);
const TemplatesPage = lazyPage(async () => (await import('./templates/templates-page.tsx')).TemplatesPage);

/** Everything under `/hr`: sentences, answers and session of the console, then the page the address names. */
export function HrRoutes() {
  document.documentElement.dataset['page'] = 'hr';
  onCleanup(() => {
    delete document.documentElement.dataset['page'];
  });
  const queries = createHrQueries();
  return (
    <QueryClientProvider client={queries}>
      <HrWords>
        <SessionGate />
      </HrWords>
    </QueryClientProvider>
  );
}

function SessionGate() {
  const location = useLocation();
  const [search] = useSearchParams<{ next?: string }>();
  const me = useQuery(meQuery);
  const isLogin = () => placeOf(location.pathname).page === 'login';
  const known = createMemo(() => dataOf(me) ?? null);
  return (
    <Switch fallback={<RowsSkeleton rows={6} />}>
      <Match when={known()}>
        {(person) => (
          <Show when={!isLogin()} fallback={<Navigate href={safeNext(search.next)} />}>
            <Console me={person()} />
          </Show>
        )}
      </Match>
      <Match when={dataOf(me) === null}>
        <Show when={isLogin()} fallback={<Navigate href={loginPathFrom(location.pathname + location.search)} />}>
          <LoginPage />
        </Show>
      </Match>
      <Match when={me.error}>
        <main class="hr-page">
          <ErrorPanel error={me.error} onRetry={() => void me.refetch()} />
        </main>
      </Match>
    </Switch>
  );
}

function Console(props: { readonly me: Me }) {
  const location = useLocation();
  const place = createMemo(() => placeOf(location.pathname));
  const interviewId = () => {
    const here = place();
    return here.page === 'interview' ? here.interviewId : null;
  };
  return (
    <HrProvider me={props.me}>
      <HrShell>
        <Switch fallback={<UnknownPage />}>
          <Match when={place().page === 'home'}>
            <Navigate href={startPath} />
          </Match>
          <Match when={place().page === 'interviews'}>
            <InterviewsPage />
          </Match>
          <Match when={interviewId()} keyed>
            {(id) => <InterviewPage interviewId={id} />}
          </Match>
          <Match when={place().page === 'retakes'}>
            <RetakesPage />
          </Match>
          <Match when={place().page === 'availability'}>
            <AvailabilityPage />
          </Match>
          <Match when={place().page === 'invite'}>
            <InvitePage />
          </Match>
          <Match when={place().page === 'people'}>
            <PeoplePage />
          </Match>
          <Match when={place().page === 'services'}>
            <ServicesPage />
          </Match>
          <Match when={place().page === 'appointments'}>
            <AppointmentsPage />
          </Match>
          <Match when={place().page === 'resources'}>
            <ResourcesPage />
          </Match>
          <Match when={place().page === 'settings'}>
            <SettingsPage />
          </Match>
          <Match when={place().page === 'templates'}>
            <TemplatesPage />
          </Match>
        </Switch>
      </HrShell>
    </HrProvider>
  );
}
