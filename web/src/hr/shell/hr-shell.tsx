import { useLocation } from '@solidjs/router';
import { createEffect, on, type ParentProps, Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { createOnline } from '../../ui/online.ts';
import { wearColour } from '../../ui/wear-colour.ts';
import { useHr } from '../session/hr-context.tsx';
import { createLiveConsole } from './live-console.ts';
import { Rail } from './rail.tsx';
import { SaidLine } from './said-line.tsx';

/** Rail, main and the line that says what took effect, around every page of the console. */
export function HrShell(props: ParentProps) {
  const { t, me, said, say } = useHr();
  const isOnline = createOnline();
  const location = useLocation();
  createEffect(
    on(
      () => location.pathname,
      // What can be taken back stays so for its ten seconds, also on the page that one comes to by it.
      (path) => said()?.undo ?? (said()?.leadsTo === path || say(null)),
      { defer: true },
    ),
  );
  createLiveConsole();
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
          <SaidLine />
          {props.children}
        </div>
      </main>
    </div>
  );
}
