import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { A } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { Face } from '../../ui/faces.tsx';
import { Icon } from '../../ui/icon.tsx';
import { lazyCode } from '../../ui/lazy-part.tsx';
import { ThemeSelect } from '../../ui/theme-select.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { Glyph } from './glyph.tsx';
import { onSingleKeys } from './single-keys.ts';

const KeysDialog = lazyCode(async () => (await import('./keys-dialog.tsx')).KeysDialog);

/** Single keys work also while this is closed. */
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
        <KeysDialog isOpen={isOpen()} onClose={() => setOpen(false)} />
      </Show>
    </>
  );
}

/** Who is signed in and on which clock; with it what is theirs alone: theme, keys, the way out. */
export function RailAccount() {
  const { t, me, text, now } = useHr();
  const leave = createSubmit(
    () => api.staff.signOut.mutate(),
    // A full page load, so that nothing that was read stays in memory for the next person.
    () => window.location.assign('/hr/login'),
  );
  return (
    <details class="rail-account">
      <summary class="rail-person">
        <Face of={{ ...me(), hue: faceHueOf(me().personId) }} />
        <span class="min-w-0 flex-1">
          <span class="sr-only">{t('hr.signedIn', { name: me().name })}</span>
          <span aria-hidden="true" class="block font-strong">
            {me().name}
          </span>
          <span class="rail-zone">{t('hr.clock', { place: text().place, time: text().time(now()) })}</span>
        </span>
        <Icon name="down" />
      </summary>
      <div class="rail-own">
        <p class="rail-zone">{t('hr.zone', { place: text().place, offset: text().offset(now()) })}</p>
        <A class="rail-link" href="/hr/account" activeClass="rail-link-here">
          <Glyph name="person" />
          <span>{t('hr.account')}</span>
        </A>
        <ThemeSelect />
        <KeysButton />
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
    </details>
  );
}
