import { For } from 'solid-js';
import { useLaterWords } from '../i18n/use-words.ts';
import { PageShell } from '../ui/page-shell.tsx';
import { enProse } from './en-prose.ts';

const paragraphs = [1, 2, 3] as const;

export function PrivacyPage() {
  return <ProsePage about="privacy" />;
}

export function AccessibilityPage() {
  return <ProsePage about="accessibility" />;
}

function ProsePage(props: { readonly about: 'privacy' | 'accessibility' }) {
  const t = useLaterWords(enProse);
  document.title = t(`prose.${props.about}.title`);
  return (
    <PageShell isNarrow>
      <h1 class="text-title font-strong">{t(`prose.${props.about}.title`)}</h1>
      <For each={paragraphs}>{(number) => <p class="mt-4">{t(`prose.${props.about}.${number}`)}</p>}</For>
    </PageShell>
  );
}
