import { For } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { PageShell } from '../ui/page-shell.tsx';

const paragraphs = {
  privacy: ['prose.privacy.1', 'prose.privacy.2', 'prose.privacy.3'],
  accessibility: ['prose.accessibility.1', 'prose.accessibility.2', 'prose.accessibility.3', 'prose.accessibility.4'],
} as const;

export function PrivacyPage() {
  return <ProsePage about="privacy" />;
}

export function AccessibilityPage() {
  return <ProsePage about="accessibility" />;
}

function ProsePage(props: { readonly about: 'privacy' | 'accessibility' }) {
  const { t } = useI18n();
  document.title = t(`prose.${props.about}.title`);
  return (
    <PageShell isNarrow>
      <h1 class="text-title font-strong">{t(`prose.${props.about}.title`)}</h1>
      <For each={paragraphs[props.about]}>{(key) => <p class="mt-4">{t(key)}</p>}</For>
    </PageShell>
  );
}
