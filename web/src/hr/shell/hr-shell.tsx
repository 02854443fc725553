import { A, useLocation } from '@solidjs/router';
import { createEffect, on, type ParentProps, Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { createOnline } from '../../ui/online.ts';
import { wearColour } from '../../ui/wear-colour.ts';
import { useHr } from '../session/hr-context.tsx';
import { Glyph } from './glyph.tsx';
import { Rail } from './rail.tsx';

/** Rail, main and the line that says what took effect, around every page of the console. */
export function HrShell(props: ParentProps) {
  const { t, me, said, say } = useHr();
  const isOnline = createOnline();
  const location = useLocation();
  createEffect(
    on(
      () => location.pathname,
      () => say(null),
      { defer: true },
    ),
  );
  createEffect(() => wearColour(me().tenant.brand.accent));
  return (
    <div class="hr">
      <button type="button" class="button skip-link" onClick={() => document.getElementById('main')?.focus()}>
        {t('hr.skip')}
      </button>
      <Rail />
      <main id="main" tabindex="-1" class="hr-main">
        <div class="hr-page">
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
        </div>
      </main>
    </div>
  );
}
