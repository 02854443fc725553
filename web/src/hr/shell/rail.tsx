import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { A, useLocation } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createSignal, createUniqueId, For, on, type ParentProps, Show } from 'solid-js';
import { Face } from '../../ui/faces.tsx';
import { Mark } from '../../ui/mark.tsx';
import { queueQuery } from '../home/home.queries.ts';
import { retakesQuery } from '../retakes/retakes.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from './data-of.ts';
import { Glyph, type GlyphName } from './glyph.tsx';
import { navFor, today } from './nav.ts';
import { RailAccount } from './rail-account.tsx';
import { RailSearch } from './rail-search.tsx';

const retakesHref = '/hr/retakes';

/** Whose console it is, its pages in groups, and who is signed in; on a small screen a bar whose menu holds the rest. */
export function Rail() {
  const { t, me } = useHr();
  const location = useLocation();
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let opener: HTMLButtonElement | undefined;
  createEffect(
    on(
      () => location.pathname,
      () => setOpen(false),
      { defer: true },
    ),
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape within it is a shorthand for the button of the menu.
    <header
      class="rail"
      classList={{ 'rail-open': isOpen() }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || !isOpen()) return;
        setOpen(false);
        opener?.focus();
      }}
    >
      <div class="rail-top">
        <button
          ref={opener}
          type="button"
          class="button button-quiet icon-button rail-menu"
          aria-expanded={isOpen()}
          aria-controls={id}
          onClick={() => setOpen(!isOpen())}
        >
          <Glyph name={isOpen() ? 'cross' : 'list'} />
          <span class="sr-only">{t('hr.menu')}</span>
        </button>
        <Show when={me().tenant.brand.logo} fallback={<p class="rail-name">{me().tenant.name}</p>}>
          {(logo) => (
            <img
              class="rail-logo"
              src={logo().src}
              width={logo().width}
              height={logo().height}
              alt={me().tenant.name}
            />
          )}
        </Show>
        <span class="rail-face">
          <Face of={{ ...me(), hue: faceHueOf(me().personId) }} />
        </span>
      </div>
      <div id={id} class="rail-body">
        <RailSearch />
        <Pages />
        <RailAccount />
        <p class="rail-mark">
          <Mark />
          {t('hr.product')}
        </p>
      </div>
    </header>
  );
}

function Pages() {
  const { t, me, may } = useHr();
  return (
    <nav aria-label={t('hr.nav')} class="rail-nav">
      <Show when={may('interviews:write')}>
        <A class="button rail-invite" href="/hr/invite" activeClass="rail-invite-here">
          <Glyph name="plus" />
          {t('hr.nav.invite')}
        </A>
      </Show>
      <TodayLink />
      <For each={navFor(may)}>
        {(group) => (
          <Group name={t(group.name)}>
            <For each={group.entries}>
              {({ href, glyph, text }) => (
                <Show when={href === retakesHref} fallback={<RailLink href={href} glyph={glyph} text={t(text)} />}>
                  <RetakesLink />
                </Show>
              )}
            </For>
          </Group>
        )}
      </For>
      <Show when={me().workflowLinks.length > 0}>
        <Group name={t('hr.nav.insight')}>
          <details>
            <summary class="rail-link">
              <Glyph name="flow" />
              <span>{t('hr.nav.workflows')}</span>
            </summary>
            <For each={me().workflowLinks}>
              {({ name, url }) => (
                <a class="rail-link rail-sub" href={url} target="_blank" rel="noreferrer">
                  <span>{t(`hr.nav.workflows.${name}`)}</span>
                  <span class="sr-only">{t('hr.newTab')}</span>
                </a>
              )}
            </For>
          </details>
        </Group>
      </Show>
    </nav>
  );
}

function Group(props: ParentProps<{ readonly name: string }>) {
  const id = createUniqueId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are links and not fields of a form.
    <div role="group" aria-labelledby={id} class="rail-group">
      <p id={id} class="rail-heading">
        {props.name}
      </p>
      {props.children}
    </div>
  );
}

function RailLink(props: {
  readonly href: string;
  readonly glyph: GlyphName;
  readonly text: string;
  readonly count?: number;
  /** Whether there are more than were counted. */
  readonly isCut?: boolean;
  /** What is counted, in words. */
  readonly counted?: string;
  readonly isExact?: boolean;
}) {
  return (
    <A class="rail-link" href={props.href} activeClass="rail-link-here" end={props.isExact ?? false}>
      <Glyph name={props.glyph} />
      <span>{props.text}</span>
      <Show when={props.count}>
        {(count) => (
          <span class="rail-count">
            <span aria-hidden="true">
              {count()}
              {props.isCut ? '+' : ''}
            </span>
            <span class="sr-only">{props.counted}</span>
          </span>
        )}
      </Show>
    </A>
  );
}

function TodayLink() {
  const { t } = useHr();
  const queue = useQuery(() => queueQuery());
  const count = () => dataOf(queue)?.items.length ?? 0;
  const isCut = () => dataOf(queue)?.isCut ?? false;
  return (
    <RailLink
      href={today.href}
      glyph={today.glyph}
      text={t('hr.nav.today')}
      isExact
      count={count()}
      isCut={isCut()}
      counted={t(isCut() ? 'hr.nav.today.cut' : 'hr.nav.today.waiting', { count: count() })}
    />
  );
}

function RetakesLink() {
  const { t } = useHr();
  const pending = useQuery(() => retakesQuery('pending'));
  const count = () => dataOf(pending)?.requests.length ?? 0;
  return (
    <RailLink
      href={retakesHref}
      glyph="repeat"
      text={t('hr.nav.retakes')}
      count={count()}
      counted={t('hr.nav.waiting', { count: count() })}
    />
  );
}
