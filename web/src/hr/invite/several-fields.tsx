import { useQuery } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { candidatesQuery } from '../records/records.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { enInvite } from '../words/en-invite.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { createDelayed } from './delayed.ts';
import type { InviteForm } from './invite-form.ts';
import { type Invitee, inviteesIn, mostInvitees, withInvitees } from './invitees.models.ts';
import { TextField } from './text-field.tsx';

const fewest = 2;
const shown = 6;
const findAfterMs = 250;

/** Those who are invited at once: found on file, entered, or pasted as lines. */
export function SeveralFields(props: { readonly form: InviteForm }) {
  const w = usePartWords(enInvite);
  const [typed, setTyped] = createSignal('');
  const [wrong, setWrong] = createSignal<readonly string[]>([]);
  const people = () => props.form.draft.people;

  function add(more: readonly Invitee[]) {
    props.form.change({ people: withInvitees(people(), more) });
    setTyped('');
  }

  function read(text: string) {
    const found = inviteesIn(text);
    setWrong(found.wrong);
    if (found.people.length > 0) add(found.people);
  }

  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    read(text);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || typed().trim() === '') return;
    event.preventDefault();
    read(typed());
  }

  const error = () => {
    if (wrong().length > 0) return w('people.wrong', { lines: wrong().slice(0, shown).join(' · ') });
    if (people().length === mostInvitees) return w('people.most', { count: mostInvitees });
    return props.form.isWrong('people') ? w('people.none') : null;
  };
  return (
    <div class="stack">
      <TextField
        label={w('people.find')}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        value={typed()}
        onInput={setTyped}
        hint={w('people.hint')}
        error={error()}
      />
      <Found text={typed()} onAdd={(one) => add([one])} />
      <Chips
        people={people()}
        onRemove={(gone) => props.form.change({ people: people().filter((one) => one !== gone) })}
      />
    </div>
  );
}

function Found(props: { readonly text: string; readonly onAdd: (person: Invitee) => void }) {
  const { may } = useHr();
  const w = usePartWords(enInvite);
  const text = createDelayed(() => props.text.trim(), findAfterMs);
  const found = useQuery(() => ({
    ...candidatesQuery({ text: text(), archived: false, cursor: null }),
    enabled: may('jobs:read') && text().length >= fewest,
  }));
  const all = () => (props.text.trim().length < fewest ? [] : (dataOf(found)?.candidates ?? []).slice(0, shown));
  return (
    <Show when={all().length > 0}>
      <ul class="invite-found" aria-label={w('people.found')}>
        <For each={all()}>
          {({ name, email }) => (
            <li>
              <button
                type="button"
                class="button"
                aria-label={w('people.add', { name })}
                onClick={() => props.onAdd({ name, email })}
              >
                {name} <span class="muted">{email}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

interface ChipsProps {
  readonly people: readonly Invitee[];
  readonly onRemove: (person: Invitee) => void;
}

function Chips(props: ChipsProps) {
  const w = usePartWords(enInvite);
  const id = createUniqueId();
  return (
    <Show when={props.people.length > 0}>
      <div>
        <h3 id={id} class="sr-only">
          {w('people.list')}
        </h3>
        <ul class="invite-chips" aria-labelledby={id}>
          <For each={props.people}>
            {(person) => (
              <li class="invite-chip" title={person.email}>
                <bdi>{person.name}</bdi>
                <button
                  type="button"
                  class="invite-chip-remove"
                  aria-label={w('people.remove', { name: person.name })}
                  onClick={() => props.onRemove(person)}
                >
                  ×
                </button>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  );
}
