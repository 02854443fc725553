import { createSignal, onCleanup, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { Begun } from './begun.ts';

interface CodeClockProps {
  readonly begun: Begun;
  /** When code and time end, as the reader's clock shows it. */
  readonly until: string;
}

/** Whether the time is held, until when and how much of that is left. */
export function CodeClock(props: CodeClockProps) {
  const { t } = useI18n();
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), 1_000);
  onCleanup(() => clearInterval(timer));
  const leftMs = () => Math.max(0, Date.parse(props.begun.expiresAt) - now());
  const left = () => {
    const seconds = Math.ceil(leftMs() / 1_000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };
  const sentence = () => {
    if (leftMs() === 0) return t(props.begun.kept ? 'code.late' : 'code.over');
    return props.begun.kept ? t('confirm.hold', { time: props.until }) : t('code.unkept');
  };
  return (
    <p>
      <span role="status">{sentence()}</span>
      <Show when={props.begun.kept && leftMs() > 0}>
        {/* Seen only: read out each second it would drown everything else. */}
        <span class="figures block" role="timer" aria-live="off">
          {t('code.left', { left: left() })}
        </span>
      </Show>
    </p>
  );
}
