import { useNavigate } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createMemo, createSignal, createUniqueId, For, on, onCleanup, Show, untrack } from 'solid-js';
import { problemOf } from '../../api.ts';
import { createOnline } from '../../ui/online.ts';
import { pages } from '../pages.tsx';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { Glyph } from '../shell/glyph.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { matchPath } from '../shell/match-path.models.ts';
import { navFor } from '../shell/nav.ts';
import { hrProblemText } from '../words/refusal-text.models.ts';
import { actionGroup, type Option, type OptionGroup, pageGroup, resultGroups } from './options.models.ts';
import './palette.css';
import { OptionLine } from './option-line.tsx';
import { searchQuery } from './palette.queries.ts';

const typingMs = 120;

interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The search over everything one may see, and the way to every page, by its name. */
export function Palette(props: PaletteProps) {
  const { t } = useHr();
  return (
    <HrDialog isOpen={props.isOpen} onClose={props.onClose} title={t('palette.title')} isBare>
      <Search onClose={props.onClose} />
    </HrDialog>
  );
}

/** What is typed, a moment after the last letter. */
function createSettled(typed: () => string): () => string {
  const [settled, setSettled] = createSignal('');
  createEffect(() => {
    const text = typed().trim();
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : typingMs);
    onCleanup(() => clearTimeout(timer));
  });
  return settled;
}

function createFound(typed: () => string) {
  const hr = useHr();
  const asked = createSettled(typed);
  const answer = useQuery(() => searchQuery(asked()));
  const isPage = (href: string) => matchPath(pages, href) !== null;
  const results = createMemo(() => {
    return asked() === '' ? [] : resultGroups(dataOf(answer)?.results ?? [], { t: hr.t, isPage });
  });
  const goTo = createMemo(() => pageGroup(navFor(hr.may), typed(), hr));
  const [chosenId, choose] = createSignal<string | null>(null);
  // What can be done is said of the result that was chosen last, also while the choice is on what can be done with it.
  const chosen = createMemo((former: Option | undefined) => {
    const all = results().flatMap(({ options }) => options);
    return all.find(({ id }) => id === chosenId()) ?? all.find(({ id }) => id === former?.id) ?? all[0];
  });
  const groups = createMemo((): OptionGroup[] => {
    const present = chosen();
    const actions = present === undefined ? null : actionGroup(present, hr);
    return [...results(), actions, goTo()].filter((group) => group !== null);
  });
  const options = createMemo(() => groups().flatMap((group) => group.options));
  const active = createMemo(() => options().find(({ id }) => id === chosenId()) ?? options()[0]);
  createEffect(on(typed, () => choose(null), { defer: true }));
  const count = () => results().reduce((all, group) => all + group.options.length, 0);
  /** Whether what is shown was found for what is typed; until then it is of the text before. */
  const isOfTyped = () => typed().trim() === '' || dataOf(answer)?.text === typed().trim();
  return { asked, answer, groups, options, active, choose, chosenId, count, isOfTyped };
}

/** What Enter does: where it comes before the answer, what is found opens as soon as it is there. */
function createOpening(typed: () => string, found: ReturnType<typeof createFound>, open: (option: Option) => void) {
  const [isAwaited, setAwaited] = createSignal(false);
  function openFirst(): void {
    const active = found.active();
    // What the arrows have chosen was seen; anything else may be what was found for the text before.
    if (active !== undefined && (found.isOfTyped() || found.chosenId() !== null)) open(active);
    else setAwaited(!found.isOfTyped());
  }
  createEffect(on(typed, () => setAwaited(false), { defer: true }));
  createEffect(() => {
    if (isAwaited() && found.isOfTyped()) untrack(openFirst);
  });
  return openFirst;
}

function Search(props: Pick<PaletteProps, 'onClose'>) {
  const { t } = useHr();
  const navigate = useNavigate();
  const id = createUniqueId();
  const [typed, setTyped] = createSignal('');
  const found = createFound(typed);
  const optionId = (option: Option) => `${id}-${option.id}`;

  function open(option: Option): void {
    props.onClose();
    navigate(option.href);
  }

  const openFirst = createOpening(typed, found, open);

  function move(by: number): void {
    const all = found.options();
    const present = found.active();
    const at = present === undefined ? 0 : all.indexOf(present);
    const next = all[(at + by + all.length) % all.length];
    if (next !== undefined) found.choose(next.id);
  }

  /** From the results to what can be done with one of them; otherwise the key does what it always does. */
  function moveOn(event: KeyboardEvent): void {
    const first = found.groups().find((group) => group.id === 'do')?.options[0];
    if (event.shiftKey || first === undefined || found.active()?.found === undefined || !found.isOfTyped()) return;
    event.preventDefault();
    found.choose(first.id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { key } = event;
    if (key === 'Tab') moveOn(event);
    const act: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: openFirst,
    };
    if (!Object.hasOwn(act, key)) return;
    event.preventDefault();
    act[key]?.();
  }

  createEffect(() => {
    const active = found.active();
    if (active) document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' });
  });

  return (
    <>
      <div class="palette-field">
        <Glyph name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={t('palette.field')}
          placeholder={t('palette.field')}
          aria-expanded={found.options().length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found.active() && optionId(found.active() as Option)}
          autocomplete="off"
          spellcheck={false}
          autofocus
          maxLength={200}
          value={typed()}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="palette-body">
        <State found={found} />
        <div role="listbox" id={`${id}-list`} aria-label={t('palette.list')}>
          <For each={found.groups()}>
            {(group) => (
              // biome-ignore lint/a11y/useSemanticElements: these are options and not fields of a form.
              <div role="group" aria-labelledby={`${id}-${group.id}`}>
                <p id={`${id}-${group.id}`} class="palette-heading" role="presentation">
                  {group.name}
                </p>
                <For each={group.options}>
                  {(option) => (
                    <OptionLine
                      id={optionId(option)}
                      option={option}
                      typed={typed()}
                      isActive={found.active()?.id === option.id}
                      onOpen={() => open(option)}
                    />
                  )}
                </For>
              </div>
            )}
          </For>
        </div>
      </div>
      <div class="palette-foot">
        <p aria-hidden="true">
          <kbd class="kbd">↑</kbd> <kbd class="kbd">↓</kbd> {t('palette.keys.choose')}
          <kbd class="kbd">Enter</kbd> {t('palette.keys.open')}
          <kbd class="kbd">Tab</kbd> {t('palette.keys.more')}
        </p>
        <button type="button" class="link" onClick={() => props.onClose()}>
          {t('hr.close')}
        </button>
      </div>
    </>
  );
}

/** What became of the search: how much it found, that it found nothing, or why there is no answer. */
function State(props: { readonly found: ReturnType<typeof createFound> }) {
  const { t, text } = useHr();
  const isOnline = createOnline();
  const isAsking = () => props.found.asked() !== '';
  const isSettled = () => props.found.answer.isSuccess && !props.found.answer.isPlaceholderData;
  const said = () => {
    if (!isOnline()) return t('palette.offline');
    if (!isAsking()) return '';
    if (props.found.answer.isError) return hrProblemText(problemOf(props.found.answer.error), { t, text: text() });
    if (!isSettled()) return t('palette.searching');
    return props.found.count() === 0 ? '' : t('palette.found', { count: props.found.count() });
  };
  const isQuiet = () => isOnline() && !props.found.answer.isError;
  const isNothing = () => isOnline() && isAsking() && isSettled() && props.found.count() === 0;
  return (
    <div role="status">
      <p class={isQuiet() ? 'sr-only' : 'palette-said'}>{said()}</p>
      <Show when={isNothing()}>
        <p class="palette-said">
          {t('palette.none', { text: props.found.asked() })} <span class="muted">{t('palette.none.hint')}</span>
        </p>
      </Show>
      <Show when={isOnline() && isAsking() && props.found.answer.isError}>
        <button type="button" class="button" onClick={() => void props.found.answer.refetch()}>
          {t('palette.again')}
        </button>
      </Show>
    </div>
  );
}
