import { createEffect, type ParentProps } from 'solid-js';
import { ThemeSelect } from '../../ui/theme-select.tsx';
import { useWords } from '../words/hr-words.tsx';

/** The frame of a page that needs no session: its heading and one card. */
export function PublicCard(props: ParentProps<{ readonly title: string; readonly lead: string }>) {
  const t = useWords();
  createEffect(() => {
    document.title = `${props.title} · ${t('hr.product')}`;
  });
  return (
    <div class="login">
      <header class="login-bar">
        <span class="font-strong">{t('hr.product')}</span>
        <ThemeSelect />
      </header>
      <main id="main" tabindex="-1" class="login-card card">
        <h1 class="hr-h1">{props.title}</h1>
        <p class="muted" role="status">
          {props.lead}
        </p>
        {props.children}
      </main>
    </div>
  );
}
