import { Route, Router } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { InterviewHome } from './candidate/interview-home.tsx';
import { InterviewPage } from './candidate/interview-page.tsx';
import { preloadInterview } from './candidate/preload.ts';
import { ExchangePage } from './links/exchange-page.tsx';
import { lazyPart } from './ui/lazy-part.tsx';
import { PageSkeleton } from './ui/skeleton.tsx';

// Pages that few people open first are loaded when they are asked for.
const MoveStep = lazyPart(async () => (await import('./candidate/move-step.tsx')).MoveStep);
const CancelStep = lazyPart(async () => (await import('./candidate/cancel-step.tsx')).CancelStep);
const RetakeStep = lazyPart(async () => (await import('./candidate/retake-step.tsx')).RetakeStep);
const PrivacyPage = lazyPart(async () => (await import('./pages/prose-page.tsx')).PrivacyPage);
const AccessibilityPage = lazyPart(async () => (await import('./pages/prose-page.tsx')).AccessibilityPage);
const FrontPage = lazyPart(async () => (await import('./pages/front-page.tsx')).FrontPage);
const DeadLinkPage = lazyPart(async () => (await import('./links/dead-link.tsx')).DeadLinkPage, PageSkeleton);
const PublicPage = lazyPart(async () => (await import('./appointments/public-page.tsx')).PublicPage);
const HrRoutes = lazyPart(async () => (await import('./hr/hr-routes.tsx')).HrRoutes);

const publicPaths = ['/s/:tenant/:service?', '/embed/s/:tenant/:service'];

/** URL to page. The candidate's pages come at once; the whole of `/hr` is one lazy subtree. */
export function AppRoutes(props: { readonly token: string | null }) {
  const queries = useQueryClient();
  return (
    <Router>
      <Route path="/" component={FrontPage} />
      <Route path="/i" component={() => <ExchangePage token={props.token} />} />
      <Route
        path="/i/:id"
        component={InterviewPage}
        preload={({ params, intent }) => {
          if (intent === 'initial' && params['id']) void preloadInterview(queries, params['id']);
        }}
      >
        <Route path="/" component={InterviewHome} />
        <Route path="/reschedule" component={MoveStep} />
        <Route path="/cancel" component={CancelStep} />
        <Route path="/retake" component={RetakeStep} />
        <Route path="*" component={InterviewHome} />
      </Route>
      <Route path="/link/:reason" component={DeadLinkPage} />
      <Route path={publicPaths} component={PublicPage} />
      <Route path="/privacy" component={PrivacyPage} />
      <Route path="/accessibility" component={AccessibilityPage} />
      <Route path="/hr/*rest" component={HrRoutes} />
      <Route path="*" component={DeadLinkPage} />
    </Router>
  );
}
