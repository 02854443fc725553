import { Route, Router } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { lazy, Suspense } from 'solid-js';
import { InterviewHome } from './candidate/interview-home.tsx';
import { InterviewPage } from './candidate/interview-page.tsx';
import { MoveStep } from './candidate/move-step.tsx';
import { preloadInterview } from './candidate/preload.ts';
import { DeadLinkPage } from './links/dead-link-page.tsx';
import { ExchangePage } from './links/exchange-page.tsx';
import { PageSkeleton } from './ui/skeleton.tsx';

// What few arrive at first comes when it is asked for.
const CancelStep = lazy(async () => ({ default: (await import('./candidate/cancel-step.tsx')).CancelStep }));
const RetakeStep = lazy(async () => ({ default: (await import('./candidate/retake-step.tsx')).RetakeStep }));
const ProsePage = lazy(async () => ({ default: (await import('./pages/prose-page.tsx')).ProsePage }));
const HrRoutes = lazy(async () => ({ default: (await import('./hr/hr-routes.tsx')).HrRoutes }));

/** URL to page. The candidate's pages come at once; the whole of `/hr` is one lazy subtree. */
export function AppRoutes(props: { readonly token: string | null }) {
  const queries = useQueryClient();
  return (
    <Router root={(props) => <Suspense fallback={<PageSkeleton />}>{props.children}</Suspense>}>
      <Route path="/i" component={() => <ExchangePage token={props.token} />} />
      <Route
        path="/i/:id"
        component={InterviewPage}
        preload={({ params, intent }) => {
          if (intent === 'initial' && params['id']) preloadInterview(queries, params['id']);
        }}
      >
        <Route path="/" component={InterviewHome} />
        <Route path="/reschedule" component={MoveStep} />
        <Route path="/cancel" component={CancelStep} />
        <Route path="/retake" component={RetakeStep} />
        <Route path="*" component={InterviewHome} />
      </Route>
      <Route path="/link/:reason" component={DeadLinkPage} />
      <Route path="/privacy" component={() => <ProsePage about="privacy" />} />
      <Route path="/accessibility" component={() => <ProsePage about="accessibility" />} />
      <Route path="/hr/*rest" component={HrRoutes} />
      <Route path="*" component={DeadLinkPage} />
    </Router>
  );
}
