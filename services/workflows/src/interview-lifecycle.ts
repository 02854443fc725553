import {
  type InterviewChanged,
  type LifecycleInput,
  type Plan,
  queries,
  signals,
} from '@interlude/shared/contracts/lifecycle';
import { condition, continueAsNew, defineQuery, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { oneLine } from './activities.ts';
import { createObligations, type NextStep, type Obligations } from './obligations.ts';
import { createPerformer } from './perform.ts';
import { createDisplay, utcText } from './show-plan.ts';

const interviewChanged = defineSignal<[InterviewChanged]>(signals.interviewChanged);
const replan = defineSignal(signals.replan);
const currentPlan = defineQuery<Plan>(queries.currentPlan);

/** A run shorter than this has done nothing yet: continuing it would only make another one. */
const shortestRun = 30;

/**
 * Waits for each due instant of one interview and has it performed; answers the status in which nothing was left to do.
 * What is due comes from booking as a plan and is read again after a nudge, so no rule of the portal lives here.
 */
export async function interviewLifecycle({
  tenantId,
  interviewId,
  historyLimit = 4_000,
}: LifecycleInput): Promise<string> {
  const ref = { tenantId, interviewId };
  const todo = createObligations();
  const display = createDisplay(todo);
  const perform = createPerformer(ref, todo, display);

  setHandler(interviewChanged, todo.ask, { description: 'Facts changed: read them unless they are known already' });
  setHandler(replan, todo.askAgain, { description: 'Read the facts again now and try at once what rests' });
  setHandler(currentPlan, () => todo.remaining(), { description: 'What is still to be done' });

  for (;;) {
    if (todo.isStale()) await perform.read();
    display.show();
    if (todo.isOver()) return todo.plan().status;
    if (todo.isSettled() && isLong(historyLimit)) {
      await continueAsNew<typeof interviewLifecycle>({ ...ref, historyLimit });
    }
    const step = todo.next();
    if (step === null || step.at > Date.now()) await changeOrDue(todo, step);
    else await perform.step(step);
  }
}

async function changeOrDue(todo: Obligations, step: NextStep | null): Promise<void> {
  const isOther = () => todo.isStale() || todo.isOver() || !isSame(todo.next(), step);
  if (step === null) await condition(isOther);
  else await condition(isOther, step.at - Date.now(), { summary: summaryOf(step) });
}

function isLong(historyLimit: number): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > Math.max(historyLimit, shortestRun);
}

function isSame(one: NextStep | null, other: NextStep | null): boolean {
  return one?.at === other?.at && one?.item?.key === other?.item?.key;
}

function summaryOf({ item, at }: NextStep): string {
  return `${oneLine(item?.text ?? 'read the plan again')} · ${utcText(at)}`;
}
