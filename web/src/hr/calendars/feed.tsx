import { queryOptions, useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { enFeeds } from '../words/en-feeds.ts';
import { usePartWords } from '../words/hr-words.tsx';

function feedQuery(resourceId: string | null) {
  return queryOptions({
    queryKey: ['feeds', resourceId],
    queryFn: ({ signal }) =>
      resourceId === null
        ? api.calendars.feed.query(undefined, { signal })
        : api.resources.feed.query({ resourceId }, { signal }),
  });
}

/** On the page of one's own account: the address of one's own bookings. */
export function OwnFeed() {
  const w = usePartWords(enFeeds);
  const id = createUniqueId();
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id} class="hr-h2">
        {w('own.title')}
      </h2>
      <p class="muted">{w('own.lead')}</p>
      <Feed resourceId={null} />
    </section>
  );
}

/** A secret calendar address: made, shown once, replaced and revoked; null is one's own. */
export function Feed(props: { readonly resourceId: string | null }) {
  const { say, text, now } = useHr();
  const w = usePartWords(enFeeds);
  const queries = useQueryClient();
  const known = useQuery(() => feedQuery(props.resourceId));
  const [address, setAddress] = createSignal<string | null>(null);
  const readAgain = () => queries.invalidateQueries({ queryKey: ['feeds', props.resourceId] });
  const made = createSubmit(
    () => {
      const { resourceId } = props;
      return resourceId === null ? api.calendars.makeFeed.mutate() : api.resources.makeFeed.mutate({ resourceId });
    },
    async ({ url }) => {
      setAddress(url);
      await readAgain();
    },
  );
  const revoked = createSubmit(
    () => {
      const { resourceId } = props;
      return resourceId === null ? api.calendars.revokeFeed.mutate() : api.resources.revokeFeed.mutate({ resourceId });
    },
    async () => {
      setAddress(null);
      say({ text: w('revoked') });
      await readAgain();
    },
  );
  return (
    <Panel query={known} skeleton={<RowsSkeleton rows={1} />}>
      {(feed) => (
        <>
          <Show when={address()} fallback={<Standing madeAt={feed().madeAt} />}>
            {(url) => <Address url={url()} />}
          </Show>
          <ProblemBanner problem={made.problem() ?? revoked.problem()} />
          <div class="action-row">
            <button type="button" class="button" aria-disabled={made.isBusy()} onClick={() => void made.submit()}>
              {w(feed().madeAt === null ? 'make' : 'replace')}
            </button>
            <Show when={feed().madeAt !== null}>
              <button
                type="button"
                class="button"
                aria-disabled={revoked.isBusy()}
                onClick={() => void revoked.submit()}
              >
                {w('revoke')}
              </button>
            </Show>
          </div>
        </>
      )}
    </Panel>
  );

  function Standing(standing: { readonly madeAt: string | null }) {
    const said = () =>
      standing.madeAt === null
        ? w('made.none')
        : w('made', { ago: text().distance(now(), Date.parse(standing.madeAt)) });
    return <p>{said()}</p>;
  }
}

function Address(props: { readonly url: string }) {
  const { say } = useHr();
  const w = usePartWords(enFeeds);
  const id = createUniqueId();
  const [isByHand, setByHand] = createSignal(false);
  let field: HTMLInputElement | undefined;
  async function copy() {
    try {
      await navigator.clipboard.writeText(props.url);
      say({ text: w('copied') });
    } catch {
      setByHand(true);
      field?.select();
    }
  }
  return (
    <div class="field">
      <label for={id}>{w('address')}</label>
      <div class="action-row">
        <input ref={field} id={id} class="input min-w-0 flex-1" dir="ltr" readonly value={props.url} />
        <button type="button" class="button" onClick={() => void copy()}>
          {w('copy')}
        </button>
      </div>
      <Show when={isByHand()}>
        <p class="small" role="status">
          {w('copy.byHand')}
        </p>
      </Show>
    </div>
  );
}
