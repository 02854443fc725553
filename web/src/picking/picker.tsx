import type { InterviewView } from '@interlude/shared/schemas/views';
import { Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { createPicking, type PickMode } from './create-picking.ts';
import { OfferedTimes } from './offered-times.tsx';
import { OtherTimes } from './other-times.tsx';

const GroupNote = lazyPart(async () => (await import('../groups/group-note.tsx')).GroupNote);
const ChoicePart = lazyPart(
  async () => (await import('./choice-part.tsx')).ChoicePart,
  () => null,
);

interface PickerProps {
  readonly mode: PickMode;
  readonly onDone: (view: InterviewView) => void;
}

/** Choosing a time, for the first booking and for a move: soonest, all times, the choice, and the way out. */
export function Picker(props: PickerProps) {
  const { t } = useI18n();
  const { view, isQuiet } = useInterview();
  const picking = createPicking();
  let book = () => {};

  return (
    <form
      class="pick"
      onSubmit={(event) => {
        event.preventDefault();
        book();
      }}
    >
      <div class="pick-from">
        <OfferedTimes picking={picking} before={view().group && <GroupNote />} />
        <Show when={picking.answer()}>
          <OtherTimes contact={view().contact} title={view().jobTitle} />
        </Show>
      </div>
      <p class="pick-wait">{t('pick.wait')}</p>
      {/* Fetched as soon as the first times stand there, so that it is at hand when one is chosen. */}
      <Show when={picking.answer() && (isQuiet() || picking.choice() !== null)}>
        <ChoicePart
          mode={props.mode}
          picking={picking}
          onDone={props.onDone}
          onReady={(run) => {
            book = run;
          }}
        />
      </Show>
    </form>
  );
}
