import type { Policy, PolicyInput } from '@interlude/shared/booking/policy';
import type { Refusal } from '@interlude/shared/booking/refusal';
import { useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal } from 'solid-js';
import { refusalOf } from '../../api.ts';
import { createIntent } from '../../idempotency.ts';
import type { PolicyDraft, PolicyField } from '../policy/policy-draft.models.ts';
import { createPolicyForm } from '../policy/policy-form.ts';
import { demandProblem } from '../resources/resources.models.ts';
import type { Resource } from '../resources/resources.queries.ts';
import { createSubmit } from '../session/submit.ts';
import type { BookableDraft, DraftTried } from './draft.models.ts';
import { type Coupled, mergedDraft } from './merge-draft.models.ts';

export interface StoredVersion {
  readonly name: string;
  readonly version: number;
  readonly archived: boolean;
  readonly policy: PolicyInput;
}

export interface SentIntent {
  readonly idempotencyKey: string;
  readonly expectedVersion: number;
}

export interface DraftAsked<
  One extends StoredVersion,
  Draft extends BookableDraft,
  Problem extends string,
  Input,
  Answer,
> {
  readonly present: One | null;
  /** The resources to choose from, which may be read again while somebody types. */
  readonly resources: () => readonly Resource[];
  readonly draftOf: (one: One | null) => Draft;
  readonly tryOut: (draft: Draft, policy: PolicyInput) => DraftTried<Input, Problem>;
  readonly refusedFields: (refusal: Refusal) => readonly Problem[];
  /** Which fields a conflict leaves together. */
  readonly coupled: Coupled<Draft>;
  readonly policyFields: readonly PolicyField[];
  /** The policy that applies to a field left empty. */
  readonly usual: (draft: Draft) => Policy;
  readonly create: (input: Input, intent: Pick<SentIntent, 'idempotencyKey'>) => Promise<Answer>;
  readonly update: (input: Input, intent: SentIntent) => Promise<Answer>;
  readonly read: () => Promise<One>;
  readonly queryKey: readonly string[];
  readonly onDone: (name: string, answer: Answer) => void;
}

/** What was saved since the form was opened, by whomever, and what that did to the form. */
export interface Conflict<Draft> {
  readonly saved: Draft;
  readonly savedRules: PolicyDraft;
  readonly isArchived: boolean;
  readonly taken: readonly (keyof Draft & string)[];
  readonly kept: readonly (keyof Draft & string)[];
  readonly takenRules: readonly PolicyField[];
  readonly keptRules: readonly PolicyField[];
}

/**
 * The form of a template or service: what is typed, what is wrong with it, and what happens when it is sent. A request
 * that is sent again takes effect once; where somebody else has saved meanwhile, what they changed is brought in beside
 * what was typed, and nothing is saved until it is sent again.
 */
export function createDraftForm<
  One extends StoredVersion,
  Draft extends BookableDraft,
  Problem extends string,
  Input,
  Answer,
>(asked: DraftAsked<One, Draft, Problem, Input, Answer>) {
  const queries = useQueryClient();
  const intent = createIntent();
  const [base, setBase] = createSignal<StoredVersion | null>(asked.present);
  const [from, setFrom] = createSignal(asked.draftOf(asked.present));
  const [draft, setDraft] = createSignal(from());
  const [isTried, setTried] = createSignal(false);
  const [conflict, setConflict] = createSignal<Conflict<Draft> | null>(null);
  const sent = createSubmit(
    async () => {
      const { input } = tried();
      if (input === null) throw new Error('a draft with problems');
      return await send(input);
    },
    async (answer) => {
      asked.onDone(draft().name.trim(), answer);
      await queries.invalidateQueries({ queryKey: asked.queryKey });
    },
  );
  const policy = createPolicyForm({
    present: asked.present?.policy ?? {},
    shown: asked.policyFields,
    usual: () => asked.usual(draft()),
    isTried,
    problem: sent.problem,
  });
  const tried = createMemo(() => asked.tryOut(draft(), policy.policy() ?? {}));
  const refused = createMemo((): readonly Problem[] => {
    const problem = sent.problem();
    return problem?.kind === 'refused' ? asked.refusedFields(problem.refusal) : [];
  });

  async function send(input: Input): Promise<Answer> {
    const expectedVersion = base()?.version;
    const idempotencyKey = intent.keyFor([expectedVersion, input]);
    if (expectedVersion === undefined) return await asked.create(input, { idempotencyKey });
    try {
      return await asked.update(input, { idempotencyKey, expectedVersion });
    } catch (error) {
      if (refusalOf(error)?.code === 'version_conflict') takeOver(await asked.read());
      throw error;
    }
  }

  function takeOver(theirs: One): void {
    const saved = asked.draftOf(theirs);
    const merged = mergedDraft({ from: from(), mine: draft(), theirs: saved }, asked.coupled);
    const rules = policy.merge(theirs.policy);
    setConflict({
      saved,
      savedRules: rules.theirs,
      isArchived: theirs.archived,
      taken: merged.taken,
      kept: merged.kept,
      takenRules: rules.taken,
      keptRules: rules.kept,
    });
    setDraft(() => merged.draft);
    setFrom(() => saved);
    // Something archived is not taken as the new base, so sending again is refused again.
    if (!theirs.archived) setBase(() => theirs);
    void queries.invalidateQueries({ queryKey: asked.queryKey });
  }

  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((present) => ({ ...present, ...part })),
    isTried,
    policy,
    isBusy: sent.isBusy,
    conflict,
    isInConflict: (field: keyof Draft & string) =>
      [...(conflict()?.taken ?? []), ...(conflict()?.kept ?? [])].includes(field),
    areRulesInConflict: () => [...(conflict()?.takenRules ?? []), ...(conflict()?.keptRules ?? [])].length > 0,
    isWrong: (what: Problem) => isTried() && tried().problems.includes(what),
    isRefused: (what: Problem) => refused().includes(what),
    /** What the server refused, unless it is said at a field or as a conflict. */
    problem: () => (refused().length > 0 || policy.isRefused() || conflict() !== null ? null : sent.problem()),
    async submit(): Promise<void> {
      setTried(true);
      const areDemandsRight = draft().demands.every((demand) => demandProblem(demand, asked.resources()) === null);
      if (tried().problems.length > 0 || policy.policy() === null || !areDemandsRight) return;
      setConflict(null);
      await sent.submit();
    },
  };
}
