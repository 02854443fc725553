import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { TimelineAnswer, TimelineEvent } from '../interviews/interviews.queries.ts';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';

const isDone = ({ source, when }: TimelineEvent) => source === 'command' && when === 'past';

/**
 * The events of the newest answer and of the earlier ones that were asked for. Nothing that happened is ever undone, so
 * what was known once stays, also where newer events have pushed it out of the newest answer.
 */
export function createAllEvents(interviewId: string, newest: Accessor<TimelineAnswer>) {
  const [earlier, setEarlier] = createSignal<readonly TimelineAnswer[]>([]);
  const done = createMemo((known: ReadonlyMap<string, TimelineEvent>) => {
    const told = [...earlier(), newest()].flatMap(({ events }) => events.filter(isDone));
    return new Map([...known, ...told.map((event) => [event.id, event] as const)]);
  }, new Map());
  const last = () => earlier().at(-1) ?? newest();
  const more = createSubmit(
    async () => await api.interviews.timeline.query({ interviewId, before: last().events.find(isDone)?.id ?? '' }),
    (answer) => void setEarlier([...earlier(), answer]),
  );
  return {
    events: createMemo(() => [...done().values(), ...newest().events.filter((event) => !isDone(event))]),
    /** Whether there are earlier ones than those. */
    isCut: () => last().isCut,
    more,
  };
}
