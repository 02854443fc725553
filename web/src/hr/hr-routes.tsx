import { Navigate, useLocation, useSearchParams } from '@solidjs/router';
import { QueryClientProvider, useQuery } from '@tanstack/solid-query';
import { createComponent, createMemo, Match, onCleanup, Show, Switch } from 'solid-js';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { persistent } from '../ui/persistent.ts';
import './interviews/detail/detail.css';
import './interviews/list/filters.css';
import './interviews/list/list.css';
import './interviews/list/stacked.css';
import { pages, publicPages } from './pages.tsx';
import './home/home.css';
import './home/score.css';
import './retakes/retakes.css';
import './shell/density.css';
import './shell/forms.css';
import './shell/frame.css';
import './shell/print.css';
import './shell/rail.css';
import './timeline/timeline.css';
import { HrProvider } from './session/hr-context.tsx';
import { loginPathFrom, safeNext } from './session/next-path.models.ts';
import { createHrQueries, isSessionLost, type Me, meQuery } from './session/session.queries.ts';
import { SignInAgain } from './session/sign-in-again.tsx';
import { dataOf } from './shell/data-of.ts';
import { HrShell } from './shell/hr-shell.tsx';
import { matchPath } from './shell/match-path.models.ts';
import { PageSkeleton } from './shell/panel.tsx';
import { UnknownPage } from './shell/unknown-page.tsx';
import { HrWords } from './words/hr-words.tsx';

/** Everything under `/hr`: sentences, answers and session of the console, then the page the address names. */
export function HrRoutes() {
  document.documentElement.dataset['page'] = 'hr';
  void persistent(() => import('../ui/keep-focus.ts')).then(
    ({ keepFocus }) => keepFocus(),
    () => {},
  );
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
  const isPublic = createMemo(() => matchPath(publicPages, location.pathname)?.entry.path);
  const known = createMemo(() => dataOf(me) ?? null);
  const personId = createMemo(() => known()?.personId);
  return (
    <Switch
      fallback={
        <main class="hr-page">
          <PageSkeleton />
        </main>
      }
    >
      <Match when={isPublic() !== undefined && (isPublic() !== 'login' || dataOf(me) === null)}>
        <PageOf pages={publicPages} />
      </Match>
      <Match when={personId()} keyed>
        {(_) => (
          <Show when={isPublic() === undefined} fallback={<Navigate href={safeNext(search.next)} />}>
            <Show when={known()}>{(person) => <Console me={person()} />}</Show>
          </Show>
        )}
      </Match>
      <Match when={dataOf(me) === null}>
        <Navigate href={loginPathFrom(location.pathname + location.search)} />
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
  return (
    <HrProvider me={props.me}>
      <HrShell>
        <PageOf pages={pages} />
      </HrShell>
      <Show when={isSessionLost()}>
        <SignInAgain />
      </Show>
    </HrProvider>
  );
}

/** What the address names, drawn anew for each thing that it can name. */
function PageOf(props: { readonly pages: typeof pages }) {
  const location = useLocation();
  const found = createMemo(() => matchPath(props.pages, location.pathname), undefined, {
    equals: (one, other) =>
      one?.entry === other?.entry && JSON.stringify(one?.params) === JSON.stringify(other?.params),
  });
  return (
    <Show when={found()} keyed fallback={<UnknownPage />}>
      {({ entry, params }) => createComponent(entry.Page, params)}
    </Show>
  );
}
