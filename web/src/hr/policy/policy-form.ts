import type { Policy, PolicyInput } from '@interlude/shared/booking/policy';
import { createMemo, createSignal } from 'solid-js';
import { createStore } from 'solid-js/store';
import type { Problem } from '../../api.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { mergedDraft } from '../drafts/merge-draft.models.ts';
import { useHr } from '../session/hr-context.tsx';
import { issuePaths } from '../session/issue-paths.models.ts';
import { countSaid, draftOf, fieldsOf, type PolicyDraft, type PolicyField, policyFrom } from './policy-draft.models.ts';
import { durationWords } from './typed-duration.models.ts';

interface PolicyAsked {
  readonly present: PolicyInput;
  readonly shown: readonly PolicyField[];
  readonly usual: () => Policy;
  readonly isTried: () => boolean;
  readonly problem: () => Problem | null;
}

export type PolicyForm = ReturnType<typeof createPolicyForm>;

/** The fields of a policy while somebody types: what they say, and what is wrong with them. */
export function createPolicyForm({ present, shown, usual, isTried, problem }: PolicyAsked) {
  const { t } = useHr();
  const { locale } = useI18n();
  const words = { ...durationWords(locale().formats), none: t('policy.none') };
  const [base, setBase] = createSignal(present);
  const [draft, setDraft] = createStore(draftOf(present, words));
  const tried = createMemo(() => policyFrom(draft, { usual: usual(), present: base(), shown, words }));
  const refused = createMemo(() => fieldsOf(issuePaths(problem(), 'policy')));
  const usualTexts = createMemo(() => draftOf(usual(), words));
  return {
    shown,
    draft,
    change: (part: Partial<PolicyDraft>) => setDraft(part),
    policy: () => tried().policy,
    isWrong: (field: PolicyField) => (isTried() && tried().wrong.has(field)) || refused().includes(field),
    isAnyWrong: () => (isTried() && tried().wrong.size > 0) || refused().length > 0,
    isRefused: () => refused().length > 0,
    said: () => countSaid(draft, shown),
    /** Takes what somebody else stored meanwhile into the fields that nothing was typed in here; names what is shown. */
    merge(theirs: PolicyInput) {
      const saved = draftOf(theirs, words);
      const merged = mergedDraft({ from: draftOf(base(), words), mine: { ...draft }, theirs: saved });
      setBase(theirs);
      setDraft(merged.draft);
      const isShown = (field: PolicyField) => shown.includes(field);
      return { theirs: saved, taken: merged.taken.filter(isShown), kept: merged.kept.filter(isShown) };
    },
    usualOf: (field: PolicyField) => usualTexts()[field],
  };
}
