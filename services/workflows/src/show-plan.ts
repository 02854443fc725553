import { type PlanItem, searchAttributes, workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { oneLine } from './activities.ts';
import type { Obligations, OpenItem } from './obligations.ts';

type AttributeName = keyof typeof searchAttributes;
type AttributeValue = string | number | boolean | Date | string[] | null;

/** `2026-11-22 08:54 UTC`: how the workflow UI shows an instant in our words. */
export function utcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What went wrong last in this run, in words that name no person. */
export interface Trouble {
  readonly at: number;
  readonly text: string;
}

interface Background {
  /** Since when it waits for what it waits for. */
  readonly since: number;
  readonly trouble: Trouble | null;
}

/** The plan as Markdown for the current details of the workflow UI. */
export function detailsOf(todo: Obligations, { since, trouble }: Background): string {
  const { status, attempts } = todo.plan();
  const attention = todo.attention();
  return [
    `### ${status.replaceAll('_', ' ')}`,
    '',
    `${waitsFor(todo)} Since \`${utcText(since)}\`.`,
    ...(attention === null ? [] : ['', `**Needs attention:** \`${attention}\``]),
    ...(trouble === null ? [] : ['', `**Went wrong last** at \`${utcText(trouble.at)}\`: ${trouble.text}`]),
    '',
    ...todo.open().map((entry) => `- \`${utcText(entry.item.at)}\` ${entry.item.text}${stateOf(entry)}`),
    ...(attempts?.before ? [`- attempt before: ${linkTo(attempts.before)}`] : []),
    ...(attempts?.after ? [`- attempt after: ${linkTo(attempts.after)}`] : []),
  ]
    .join('\n')
    .trimEnd();
}

function waitsFor(todo: Obligations): string {
  const unread = todo.unread();
  const busy = todo.open().find(({ isInFlight }) => isInFlight);
  const next = todo.next();
  if (unread !== null) {
    return `Booking cannot say what is to be done; it is asked again at \`${utcText(unread.until)}\`, or with the signal "replan".`;
  }
  if (busy) return `At work: ${busy.item.text}. If that lasts, its pending activity says why.`;
  if (todo.plan().over) return 'Nothing is left to do.';
  if (next?.item) return `Waits until \`${utcText(next.at)}\` to ${next.item.text}.`;
  return next === null ? 'Waits for a person.' : 'Waits for booking to take in what was done.';
}

const restWords: Readonly<Record<string, string>> = {
  'not sent': 'could not be sent',
  'not done': 'could not be done',
  refused: 'booking does not agree that it is due',
  overtaken: 'somebody was faster',
};

function stateOf({ isInFlight, rest }: OpenItem): string {
  if (isInFlight) return ' · at work';
  if (rest === null) return '';
  const because = restWords[rest.because] ?? rest.because;
  return ` · ${because}, tried again at \`${utcText(rest.until)}\`, or with the signal "replan"`;
}

// Relative to wherever the UI is served from.
function linkTo(interviewId: string): string {
  const { namespace } = workflowInfo();
  return `[${interviewId}](/namespaces/${namespace}/workflows/${encodeURIComponent(workflowIdOf(interviewId))})`;
}

/**
 * Search attributes of the present state. A message that is being sent still counts as the next action until it has
 * landed, so that one which is retried for hours is found among the overdue.
 */
export function attributesOf(todo: Obligations): Record<AttributeName, AttributeValue> {
  const { attributes } = todo.plan();
  const next = todo.open()[0]?.item ?? null;
  const interviewers = attributes?.InterviewerIds ?? [];
  return {
    TenantId: attributes?.TenantId ?? null,
    InterviewStatus: attributes?.InterviewStatus ?? null,
    InterviewType: attributes?.InterviewType ?? null,
    RootInterviewId: attributes?.RootInterviewId ?? null,
    Company: attributes?.Company ?? null,
    Job: attributes?.Job ?? null,
    Template: attributes?.Template ?? null,
    NextAction: next && nameOf(next),
    InterviewerIds: interviewers.length > 0 ? [...interviewers] : null,
    ScheduledAt: dateOf(attributes?.ScheduledAt),
    NextActionAt: dateOf(next?.at),
    RetakeNumber: attributes?.RetakeNumber ?? null,
    AttentionNeeded: todo.attention() !== null,
  };
}

function nameOf(item: PlanItem): string {
  if (item.does === 'place') return item.does;
  return item.does === 'notify' ? item.kind : item.command;
}

function dateOf(at: number | null | undefined): Date | null {
  return at === null || at === undefined ? null : new Date(at);
}

const keyTypes = {
  Keyword: 'KEYWORD',
  KeywordList: 'KEYWORD_LIST',
  Datetime: 'DATETIME',
  Int: 'INT',
  Bool: 'BOOL',
} as const;

/**
 * Puts the present state before people: current details, which cost nothing, and search attributes, of which only those
 * that differ are sent, because an upsert costs an eighth of a reminder.
 */
export function createDisplay(todo: Obligations): Display {
  const told = new Map<string, string>();
  let waiting = { text: '', since: 0 };
  let trouble: Trouble | null = null;

  function show(): void {
    const text = waitsFor(todo);
    // Each try says anew when the next one is; what it waits for is the same.
    if (text !== waiting.text) waiting = { text, since: todo.unread()?.since ?? Date.now() };
    setCurrentDetails(detailsOf(todo, { since: waiting.since, trouble }));
    const changed = Object.entries(attributesOf(todo)).filter(([name, value]) => isNews(name, textOf(value)));
    for (const [name, value] of changed) told.set(name, textOf(value));
    if (changed.length > 0)
      upsertSearchAttributes(changed.map(([name, value]) => pairOf(name as AttributeName, value)));
  }

  // Names that were never told need no clearing: a namespace of before does not know them.
  function isNews(name: string, text: string): boolean {
    const before = told.get(name) ?? (names.has(name) ? 'null' : undefined);
    return before !== text;
  }

  return {
    show,
    wentWrong(text) {
      trouble = { at: Date.now(), text: oneLine(text, 400) };
    },
  };
}

export interface Display {
  show(): void;
  /** Keeps what went wrong last, to be shown with the rest. */
  wentWrong(text: string): void;
}

const names: ReadonlySet<string> = new Set(['Company', 'Job', 'Template'] satisfies AttributeName[]);

function textOf(value: AttributeValue): string {
  return JSON.stringify(value);
}

// The value has the type its name is registered with, which the compiler cannot follow through the lookup.
function pairOf(name: AttributeName, value: AttributeValue): SearchAttributeUpdatePair {
  const key = defineSearchAttributeKey(name, keyTypes[searchAttributes[name]]);
  return { key, value } as SearchAttributeUpdatePair;
}
