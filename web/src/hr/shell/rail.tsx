import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { A, useLocation } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createSignal, createUniqueId, For, on, type ParentProps, Show } from 'solid-js';
import { Face } from '../../ui/faces.tsx';
import { Mark } from '../../ui/mark.tsx';
import { retakesQuery } from '../retakes/retakes.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from './data-of.ts';
import { Glyph, type GlyphName } from './glyph.tsx';
import { RailAccount } from './rail-account.tsx';

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
      <Group name={t('hr.nav.schedule')}>
        <RailLink href="/hr/interviews" glyph="list" text={t('hr.nav.interviews')} />
        <Show when={may('retakes:read')}>
          <RetakesLink />
        </Show>
        <RailLink href="/hr/appointments" glyph="calendar" text={t('hr.nav.appointments')} />
      </Group>
      <Show when={may('people:read') || may('availability:write')}>
        <Group name={t('hr.nav.staff')}>
          <Show when={may('people:read')}>
            <RailLink href="/hr/people" glyph="person" text={t('hr.nav.people')} />
          </Show>
          <Show when={may('availability:write')}>
            <RailLink href="/hr/availability" glyph="clock" text={t('hr.nav.availability')} />
          </Show>
        </Group>
      </Show>
      <Show when={may('templates:read') || may('services:read') || may('settings:write')}>
        <Group name={t('hr.nav.setup')}>
          <Show when={may('templates:read')}>
            <RailLink href="/hr/templates" glyph="box" text={t('hr.nav.templates')} />
          </Show>
          <Show when={may('services:read')}>
            <RailLink href="/hr/services" glyph="flag" text={t('hr.nav.services')} />
          </Show>
          <Show when={may('templates:read')}>
            <RailLink href="/hr/resources" glyph="door" text={t('hr.nav.resources')} />
          </Show>
          <Show when={may('settings:write')}>
            <RailLink href="/hr/settings" glyph="sliders" text={t('hr.nav.settings')} />
          </Show>
        </Group>
      </Show>
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
}) {
  const { t } = useHr();
  return (
    <A class="rail-link" href={props.href} activeClass="rail-link-here">
      <Glyph name={props.glyph} />
      <span>{props.text}</span>
      <Show when={props.count}>
        {(count) => (
          <span class="rail-count">
            <span aria-hidden="true">{count()}</span>
            <span class="sr-only">{t('hr.nav.waiting', { count: count() })}</span>
          </span>
        )}
      </Show>
    </A>
  );
}

function RetakesLink() {
  const { t } = useHr();
  const pending = useQuery(() => retakesQuery('pending'));
  return (
    <RailLink
      href="/hr/retakes"
      glyph="repeat"
      text={t('hr.nav.retakes')}
      count={dataOf(pending)?.requests.length ?? 0}
    />
  );
}
