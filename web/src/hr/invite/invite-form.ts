import { createMemo, createSignal } from 'solid-js';
import { createStore } from 'solid-js/store';
import { emptyDraft, type InviteDraft, type InviteProblem, problemsOf } from './invite.models.ts';

export type InviteForm = ReturnType<typeof createInviteForm>;

/** The draft of one invitation and what is wrong with it, said only after somebody tried to send it. */
export function createInviteForm(start: Partial<InviteDraft>) {
  const [draft, setDraft] = createStore<InviteDraft>({ ...structuredClone(emptyDraft), ...start });
  const [isTried, setTried] = createSignal(false);
  const problems = createMemo(() => problemsOf(draft));
  return {
    draft,
    change: (part: Partial<InviteDraft>) => setDraft(part),
    problems,
    isWrong: (what: InviteProblem) => isTried() && problems().includes(what),
    isTried,
    tryOut: () => setTried(true),
    reset() {
      setTried(false);
      setDraft(structuredClone(emptyDraft));
    },
  };
}
