import { createSignal, onCleanup, Show } from 'solid-js';
import { lazyCode } from '../../ui/lazy-part.tsx';
import { useHr } from '../session/hr-context.tsx';
import { Glyph } from './glyph.tsx';

const Palette = lazyCode(async () => (await import('../palette/palette.tsx')).Palette);
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the search over everything; its keys work wherever one is, but in another dialog. */
export function RailSearch() {
  const { t } = useHr();
  const [isOpen, setOpen] = createSignal(false);
  const [isNeeded, setNeeded] = createSignal(false);
  const open = () => {
    setNeeded(true);
    setOpen(true);
  };
  function onKeyDown(event: KeyboardEvent) {
    const isAsked = event.key.toLowerCase() === 'k' && (isMac ? event.metaKey : event.ctrlKey);
    if (!isAsked || event.altKey || event.shiftKey || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    open();
  }
  document.addEventListener('keydown', onKeyDown);
  onCleanup(() => document.removeEventListener('keydown', onKeyDown));
  return (
    <>
      <button type="button" class="rail-search" aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'} onClick={open}>
        <Glyph name="search" />
        <span>{t('palette.open')}</span>
        <span class="rail-keys" aria-hidden="true">
          <kbd class="kbd">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
        </span>
      </button>
      <Show when={isNeeded()}>
        <Palette isOpen={isOpen()} onClose={() => setOpen(false)} />
      </Show>
    </>
  );
}
