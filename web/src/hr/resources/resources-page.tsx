import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { Feed } from '../calendars/feed.tsx';
import { useHr } from '../session/hr-context.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { enFeeds } from '../words/en-feeds.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { ResourceForm } from './resource-form.tsx';
import { type Left, type Resource, resourcesQuery } from './resources.queries.ts';

const mostShown = 20;

/** `/hr/resources`: rooms and licences that templates and services can ask for, and how many may use each at once. */
export function ResourcesPage() {
  const { t, may } = useHr();
  const w = usePartWords(enFeeds);
  const resources = useQuery(() => ({ ...resourcesQuery(), enabled: may('templates:read') }));
  const [edited, setEdited] = createSignal<Resource | 'new' | null>(null);
  const [feed, setFeed] = createSignal<Resource | null>(null);
  const [left, setLeft] = createSignal<Left>({ left: [], unbookable: [] });
  const known = () => {
    const one = edited();
    return one === 'new' ? null : one;
  };
  const title = () => (known() === null ? t('resources.new') : t('resources.edit', { name: known()?.name ?? '' }));
  return (
    <Show when={may('templates:read')} fallback={<NotForYourRole />}>
      <PageHead
        title={t('resources.title')}
        aside={
          <Show when={may('resources:write')}>
            <button type="button" class="button button-primary" onClick={() => setEdited('new')}>
              <Glyph name="plus" />
              {t('resources.new')}
            </button>
          </Show>
        }
      />
      <p class="muted page-lead">{t('resources.lead')}</p>
      <div class="stack">
        <LeftBanner {...left()} />
        <Panel query={resources} skeleton={<RowsSkeleton rows={4} />}>
          {(all) => (
            <Show
              when={all().length > 0}
              fallback={<EmptyState glyph="flag" title={t('resources.none')} lead={t('resources.none.lead')} />}
            >
              <ul class="stack" aria-label={t('resources.title')}>
                <For each={all()}>
                  {(one) => <ResourceCard resource={one} onEdit={() => setEdited(one)} onFeed={() => setFeed(one)} />}
                </For>
              </ul>
            </Show>
          )}
        </Panel>
      </div>
      <HrDialog isOpen={edited() !== null} onClose={() => setEdited(null)} title={title()}>
        <Show when={edited()}>
          <ResourceForm resource={known()} onLeft={setLeft} onClose={() => setEdited(null)} />
        </Show>
      </HrDialog>
      <HrDialog
        isOpen={feed() !== null}
        onClose={() => setFeed(null)}
        title={w('room.title', { name: feed()?.name ?? '' })}
        lead={w('room.lead')}
      >
        <Show when={feed()}>
          {(one) => (
            <div class="stack">
              <Feed resourceId={one().resourceId} />
              <div>
                <button type="button" class="button" onClick={() => setFeed(null)}>
                  {t('hr.close')}
                </button>
              </div>
            </div>
          )}
        </Show>
      </HrDialog>
    </Show>
  );
}

interface ResourceCardProps {
  readonly resource: Resource;
  readonly onEdit: () => void;
  readonly onFeed: () => void;
}

function ResourceCard(props: ResourceCardProps) {
  const { t, may } = useHr();
  const w = usePartWords(enFeeds);
  return (
    <li class="card">
      <div class="action-row">
        <div class="min-w-0 flex-1">
          <h2 class="hr-h2">
            <bdi>{props.resource.name}</bdi>
          </h2>
          <p class="muted">
            {t(`resources.kind.${props.resource.kind}`)},{' '}
            {t('resources.capacity.of', { count: props.resource.capacity })}
            <Show when={props.resource.archived}>, {t('resources.archived')}</Show>
          </p>
        </div>
        <Show when={may('resources:write')}>
          <button
            type="button"
            class="button"
            aria-label={w('room.open.of', { name: props.resource.name })}
            onClick={() => props.onFeed()}
          >
            {w('room.open')}
          </button>
          <button
            type="button"
            class="button"
            aria-label={t('resources.edit', { name: props.resource.name })}
            onClick={() => props.onEdit()}
          >
            {t('resources.edit.do')}
          </button>
        </Show>
      </div>
    </li>
  );
}

function LeftBanner(props: Left) {
  const { t, text } = useHr();
  // Bookings that are left over are listed already, with their times.
  const open = () => props.unbookable.filter((id) => !props.left.some(({ interviewId }) => interviewId === id));
  return (
    <>
      <Show when={props.left.length > 0}>
        <Banner tone="warn" role="alert">
          {t('resources.left', { count: props.left.length })}
          <ul>
            <For each={props.left}>
              {({ interviewId, startsAt }) => (
                <li>
                  <A class="link" href={`/hr/interviews/${interviewId}`}>
                    {text().when(Date.parse(startsAt))}
                  </A>
                </li>
              )}
            </For>
          </ul>
        </Banner>
      </Show>
      <Show when={open().length > 0}>
        <Banner tone="warn" role="alert">
          {t('resources.unbookable', { count: open().length })}
          <ul>
            <For each={open().slice(0, mostShown)}>
              {(interviewId) => (
                <li>
                  <A class="link" href={`/hr/interviews/${interviewId}`}>
                    {t('resources.unbookable.open', { id: interviewId.slice(-6) })}
                  </A>
                </li>
              )}
            </For>
          </ul>
        </Banner>
      </Show>
    </>
  );
}
