import { searchAttributes } from '@interlude/shared/lifecycle-contract';
import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Obligations, OpenItem } from './obligations.ts';

type AttributeName = keyof typeof searchAttributes;
type AttributeValue = string | number | boolean | Date | string[] | null;

/** `2026-11-22 08:54 UTC`: how the workflow UI shows an instant in our words. */
export function utcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The plan as Markdown for the current details of the workflow UI. */
export function detailsOf(todo: Obligations): string {
  const { status, over } = todo.plan();
  const attention = todo.attention();
  const lines = todo.open().map((entry) => `- \`${utcText(entry.item.at)}\` ${entry.item.text}${stateOf(entry)}`);
  if (lines.length === 0) lines.push(over ? '- nothing left to do' : '- waiting for a person');
  if (attention !== null) lines.unshift(`**Needs attention:** \`${attention}\``, '');
  return [`### ${status}`, '', ...lines].join('\n');
}

function stateOf({ isInFlight, rest }: OpenItem): string {
  if (isInFlight) return ' · being sent';
  return rest === null ? '' : ` · ${rest.because}, again at \`${utcText(rest.until)}\``;
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
    NextAction: next && (next.does === 'notify' ? next.kind : next.command),
    InterviewerIds: interviewers.length > 0 ? [...interviewers] : null,
    ScheduledAt: dateOf(attributes?.ScheduledAt),
    NextActionAt: dateOf(next?.at),
    RetakeNumber: attributes?.RetakeNumber ?? null,
    AttentionNeeded: todo.attention() !== null,
  };
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
export function createDisplay(todo: Obligations): () => void {
  const told = new Map<string, string>();
  return () => {
    setCurrentDetails(detailsOf(todo));
    const changed = Object.entries(attributesOf(todo)).filter(([name, value]) => told.get(name) !== textOf(value));
    for (const [name, value] of changed) told.set(name, textOf(value));
    if (changed.length > 0)
      upsertSearchAttributes(changed.map(([name, value]) => pairOf(name as AttributeName, value)));
  };
}

function textOf(value: AttributeValue): string {
  return JSON.stringify(value);
}

// The value has the type its name is registered with, which the compiler cannot follow through the lookup.
function pairOf(name: AttributeName, value: AttributeValue): SearchAttributeUpdatePair {
  const key = defineSearchAttributeKey(name, keyTypes[searchAttributes[name]]);
  return { key, value } as SearchAttributeUpdatePair;
}
