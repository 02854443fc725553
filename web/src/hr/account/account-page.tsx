import { useQuery } from '@tanstack/solid-query';
import { OwnFeed } from '../calendars/feed.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { enAccount } from '../words/en-account.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { accountQuery } from './account.queries.ts';
import { ChangePassword } from './change-password.tsx';
import { OwnForm } from './own-form.tsx';
import { OwnPicture } from './own-picture.tsx';
import { OwnSessions } from './own-sessions.tsx';
import '../people/people.css';

/** `/hr/account`: what somebody is to others, and how they sign in. */
export function AccountPage() {
  const p = usePartWords(enAccount);
  const account = useQuery(accountQuery);
  return (
    <div class="stack invite">
      <PageHead title={p('title')} />
      <Panel query={account} skeleton={<RowsSkeleton rows={8} />}>
        {(known) => (
          <>
            <OwnPicture account={known()} />
            <OwnForm account={known()} />
          </>
        )}
      </Panel>
      <OwnFeed />
      <ChangePassword />
      <OwnSessions />
    </div>
  );
}
