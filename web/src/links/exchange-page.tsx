import { useNavigate } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import { api, type Problem, problemOf } from '../api.ts';
import { interviewQuery, received } from '../candidate/candidate.queries.ts';
import { preloadInterview } from '../candidate/preload.ts';
import { exchangeInput } from '../early/early-questions.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { likelyZone } from '../zones/zone-choice.ts';
import { LinkProblem } from './link-problem.tsx';
import { takeToken } from './link-token.ts';
import { wayOn } from './way-on.ts';

const NoToken = lazyPart(async () => (await import('./dead-link.tsx')).NoToken, PageSkeleton);

const patienceMs = 100;

/** `/i#<token>`: turns the token into a session and goes on to the interview. Opening a link changes nothing else. */
export function ExchangePage(props: { readonly token: string | null }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [problem, setProblem] = createSignal<Problem | null>(null);
  const [token, setToken] = createSignal(props.token);

  async function exchange() {
    const present = token();
    if (present === null) return;
    setProblem(null);
    try {
      const { interviewId, view } = await api.candidate.exchange.mutate(exchangeInput(present, likelyZone()));
      if (present !== token()) return;
      queries.setQueryData(interviewQuery(interviewId).queryKey, received(view));
      // Times that are all but here are drawn with the page, in one go.
      await Promise.race([preloadInterview(queries, interviewId), new Promise((over) => setTimeout(over, patienceMs))]);
      navigate(wayOn(interviewId, window.location.search), { replace: true });
    } catch (error) {
      if (present === token()) setProblem(problemOf(error));
    }
  }

  // A second link pasted into the same tab changes only the fragment, which loads nothing.
  function onHashChange() {
    const next = takeToken();
    if (next === null) return;
    setToken(next);
    void exchange();
  }

  onMount(() => void exchange());
  window.addEventListener('hashchange', onHashChange);
  onCleanup(() => window.removeEventListener('hashchange', onHashChange));

  return (
    <Show when={problem()} fallback={token() === null ? <NoToken /> : <PageSkeleton />}>
      {(failed) => <LinkProblem problem={failed()} about={{ token: token() ?? '' }} onRetry={() => void exchange()} />}
    </Show>
  );
}
