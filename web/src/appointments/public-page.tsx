import { useLocation, useParams } from '@solidjs/router';
import { Match, Switch } from 'solid-js';
import { CompanyPage } from './company-page.tsx';
import { EmbedPage } from './embed-page.tsx';
import { ServicePage } from './service-page.tsx';

/** What anybody can open of a company: its services, one of them, or the times of one in a frame. */
export function PublicPage() {
  const params = useParams();
  const location = useLocation();
  return (
    <Switch fallback={<CompanyPage />}>
      <Match when={location.pathname.startsWith('/embed/')}>
        <EmbedPage />
      </Match>
      <Match when={params['service']} keyed>
        <ServicePage />
      </Match>
    </Switch>
  );
}
