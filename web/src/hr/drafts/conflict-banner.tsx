import { Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Banner } from '../../ui/banner.tsx';
import { choiceWord } from '../policy/choice-word.models.ts';
import { useHr } from '../session/hr-context.tsx';
import type { BookableDraft } from './draft.models.ts';
import type { Conflict } from './draft-form.ts';
import { shortly } from './merge-draft.models.ts';

interface ConflictBannerProps<Draft> {
  readonly conflict: Conflict<Draft> | null;
  readonly labelOf: (field: keyof Draft & string) => string;
  /** What a choice is called; null for what is typed. */
  readonly wordOf: (field: keyof Draft & string, saved: Draft) => string | null;
}

/**
 * What was saved since the form was opened and what that did to the form, so that nobody overwrites it unknowingly.
 * Whoever saved it may be the reader themselves, whose answer was lost.
 */
export function ConflictBanner<Draft extends BookableDraft>(props: ConflictBannerProps<Draft>) {
  const { t, text } = useHr();
  const { t: common } = useI18n();
  const list = (lines: readonly string[]) => text().formats.list(lines);
  const ruleLabel = (rule: Conflict<Draft>['keptRules'][number]) => t(`policy.${rule}`);
  const wordOf = (field: keyof Draft & string, saved: Draft) =>
    field === 'provider' ? common(`provider.${saved.provider}`) : props.wordOf(field, saved);

  const taken = ({ taken: fields, takenRules }: Conflict<Draft>) =>
    list(
      [...fields.map(props.labelOf), ...takenRules.map(ruleLabel)].map((field) => t('draft.conflict.field', { field })),
    );
  // A saved value that the form does not show is written out, so that nobody replaces it unread.
  const beside = (field: string, value: string | null) => {
    if (value === null) return t('draft.conflict.field', { field });
    return value === '' ? t('draft.conflict.empty', { field }) : t('draft.conflict.saved', { field, value });
  };
  const kept = ({ kept: fields, keptRules, saved, savedRules }: Conflict<Draft>) =>
    list([
      ...fields.map((field) => beside(props.labelOf(field), wordOf(field, saved) ?? shortly(saved[field]))),
      ...keptRules.map((rule) => beside(ruleLabel(rule), choiceWord(savedRules[rule], t))),
    ]);
  return (
    <Show when={props.conflict}>
      {(conflict) => (
        <Banner tone="warn" role="alert">
          <Show when={!conflict().isArchived} fallback={t('draft.conflict.archived')}>
            <p>{t('draft.conflict')}</p>
            <Show when={taken(conflict())}>{(fields) => <p>{t('draft.conflict.taken', { fields: fields() })}</p>}</Show>
            <Show when={kept(conflict())}>
              {(fields) => <p class="break-words">{t('draft.conflict.kept', { fields: fields() })}</p>}
            </Show>
            <p>{t('draft.conflict.again')}</p>
          </Show>
        </Banner>
      )}
    </Show>
  );
}
