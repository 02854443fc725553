import { A, useLocation } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createSignal, For, lazy, on, type ParentProps, Show, Suspense } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { createOnline } from '../../ui/online.ts';
import { ThemeSelect } from '../../ui/theme-select.tsx';
import { retakesQuery } from '../retakes/retakes.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from './data-of.ts';
import { Glyph, type GlyphName } from './glyph.tsx';
import { onSingleKeys } from './single-keys.ts';

const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));

/** Rail, main and the line that says what took effect, around every page of the console. */
export function HrShell(props: ParentProps) {
  const { t, said, say } = useHr();
  const isOnline = createOnline();
  const location = useLocation();
  createEffect(
    on(
      () => location.pathname,
      () => say(null),
      { defer: true },
    ),
  );
  return (
    <div class="hr">
      <button type="button" class="button skip-link" onClick={() => document.getElementById('main')?.focus()}>
        {t('hr.skip')}
      </button>
      <Rail />
      <main id="main" tabindex="-1" class="hr-main">
        <Show when={!isOnline()}>
          <Banner tone="warn" role="status">
            {t('hr.offline')}
          </Banner>
        </Show>
        <div role="status">
          <Show when={said()}>
            {(line) => (
              <div class="said tone-good">
                <Glyph name="check" />
                <span class="min-w-0 flex-1">
                  {line().text}{' '}
                  <Show when={line().link}>
                    {(link) => (
                      <A class="link" href={link().href}>
                        {link().text}
                      </A>
                    )}
                  </Show>
                </span>
                <button type="button" class="button button-quiet icon-button" onClick={() => say(null)}>
                  <Glyph name="cross" />
                  <span class="sr-only">{t('hr.dismiss')}</span>
                </button>
              </div>
            )}
          </Show>
        </div>
        {props.children}
      </main>
    </div>
  );
}

function Rail() {
  const { t, me, may, text, now } = useHr();
  return (
    <header class="rail">
      <p class="rail-name">{me().tenant.name}</p>
      <nav aria-label={t('hr.nav')} class="rail-nav">
        <RailLink href="/hr/interviews" glyph="list" text={t('hr.nav.interviews')} />
        <Show when={may('retakes:read')}>
          <RetakesLink />
        </Show>
        <RailLink href="/hr/appointments" glyph="calendar" text={t('hr.nav.appointments')} />
        <Show when={may('services:read')}>
          <RailLink href="/hr/services" glyph="flag" text={t('hr.nav.services')} />
        </Show>
        <Show when={may('interviews:write')}>
          <RailLink href="/hr/invite" glyph="plus" text={t('hr.nav.invite')} />
        </Show>
        <Show when={may('availability:write')}>
          <RailLink href="/hr/availability" glyph="clock" text={t('hr.nav.availability')} />
        </Show>
        <Show when={may('templates:read')}>
          <RailLink href="/hr/templates" glyph="box" text={t('hr.nav.templates')} />
          <RailLink href="/hr/resources" glyph="door" text={t('hr.nav.resources')} />
        </Show>
        <Show when={may('people:read')}>
          <RailLink href="/hr/people" glyph="person" text={t('hr.nav.people')} />
        </Show>
        <Show when={may('settings:write')}>
          <RailLink href="/hr/settings" glyph="sliders" text={t('hr.nav.settings')} />
        </Show>
        <Show when={me().workflowLinks.length > 0}>
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
        </Show>
      </nav>
      <div class="rail-foot">
        <p class="rail-zone">{t('hr.zone', { place: text().place, offset: text().offset(now()) })}</p>
        <KeysButton />
        <ThemeSelect />
        <Account />
      </div>
    </header>
  );
}

function RailLink(props: {
  readonly href: string;
  readonly glyph: GlyphName;
  readonly text: string;
  readonly count?: number;
}) {
  const { t } = useHr();
  const location = useLocation();
  let link: HTMLAnchorElement | undefined;
  // On a small screen the links are one line that scrolls: the link of this page must stay in sight.
  createEffect(() => {
    if (location.pathname.startsWith(props.href)) link?.scrollIntoView({ block: 'nearest', inline: 'center' });
  });
  return (
    <A ref={link} class="rail-link" href={props.href} activeClass="rail-link-here">
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

function KeysButton() {
  const { t } = useHr();
  const [isOpen, setOpen] = createSignal(false);
  const [isNeeded, setNeeded] = createSignal(false);
  const open = () => {
    setNeeded(true);
    setOpen(true);
  };
  onSingleKeys({ '?': open });
  return (
    <>
      <button type="button" class="rail-link rail-keys" onClick={open}>
        <Glyph name="keyboard" />
        <span>{t('hr.keys')}</span>
      </button>
      <Show when={isNeeded()}>
        <Suspense>
          <KeysDialog isOpen={isOpen()} onClose={() => setOpen(false)} />
        </Suspense>
      </Show>
    </>
  );
}

function Account() {
  const { t, me } = useHr();
  const leave = createSubmit(
    () => api.staff.signOut.mutate(),
    // A full page load, so that nothing that was read stays in memory for the next person.
    () => window.location.assign('/hr/login'),
  );
  return (
    <div class="rail-account">
      <span class="rail-person">
        <span class="sr-only">{t('hr.signedIn', { name: me().name })}</span>
        <span aria-hidden="true">{me().name}</span>
      </span>
      <button type="button" class="rail-link" aria-disabled={leave.isBusy()} onClick={() => void leave.submit()}>
        <Glyph name="leave" />
        <span>{t('hr.signOut')}</span>
      </button>
      <Show when={leave.problem()}>
        <p role="alert" class="field-error">
          {t('hr.signOut.failed')}
        </p>
      </Show>
    </div>
  );
}
