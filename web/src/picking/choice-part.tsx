import type { InterviewView } from '@interlude/shared/schemas/views';
import { createSignal, type JSX, onMount, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { isWrongPhone, untyped } from '../phone/typed-phone.ts';
import { lazyCode, lazyPart } from '../ui/lazy-part.tsx';
import { BookBar } from './book-bar.tsx';
import { ChoicePanel } from './choice-panel.tsx';
import { leaveSheet } from './choice-sheet.tsx';
import { createChoice } from './create-choice.ts';
import type { Picking, PickMode } from './create-picking.ts';
import { chooseNamed, handedHere } from './named-start.ts';
import { createSubmit } from './submit-choice.ts';

const SeriesChoice = lazyCode(
  async () => (await import('../series/series-choice.tsx')).SeriesChoice,
  ({ children, once }) => children(once()),
);

const OwnPhone = lazyPart(async () => (await import('../phone/own-phone.tsx')).OwnPhone);

interface ChoicePartProps {
  readonly mode: PickMode;
  readonly picking: Picking;
  readonly onDone: (view: InterviewView) => void;
  /** Takes what the form around it does when it is sent. */
  readonly onReady: (book: () => void) => void;
}

/** Everything from the moment a time is chosen: it is held, described, lost or booked. */
export function ChoicePart(props: ChoicePartProps) {
  const { view } = useInterview();
  // The picker and its mode stay the same for as long as this is shown.
  const choice = createChoice(props.picking);
  const done = async (view: InterviewView) => {
    await leaveSheet();
    props.onDone(view);
  };
  const submit = createSubmit(props.mode, choice, done);
  if (props.mode === 'book') onMount(() => chooseNamed(choice));
  const [note, setNote] = createSignal(handedHere()?.note ?? '');
  const [reason, setReason] = createSignal('');
  const [phone, setPhone] = createSignal(untyped);
  const [isTried, setTried] = createSignal(false);
  const isPhoneAsked = () => view().phone?.caller === 'company' && view().phone?.number === undefined;
  const isPhoneWrong = () => isTried() && isPhoneAsked() && isWrongPhone(phone());
  // It may have been typed before somebody else said it, or changed who calls.
  const number = () => (isPhoneAsked() ? phone().number : null);
  /** Judges what was typed, and shows what is wrong with it. */
  const mayBook = () => {
    // Each time anew, since they may have closed the field meanwhile.
    setTried(false);
    setTried(true);
    return !isPhoneWrong();
  };
  const book = (at: number) => {
    if (mayBook()) void submit.submit(at, { note: note().trim(), reason: reason(), phone: number() });
  };
  const bar = () => <BookBar mode={props.mode} picking={choice} busyAt={submit.busyAt()} problem={submit.problem()} />;
  props.onReady(() => {
    const at = choice.chosen();
    if (at !== null) book(at);
  });
  const panel = (foot: JSX.Element, series?: JSX.Element) => (
    <ChoicePanel
      mode={props.mode}
      picking={choice}
      note={note()}
      onNote={setNote}
      reason={reason()}
      onReason={setReason}
      busyAt={submit.busyAt()}
      onBook={book}
      phone={
        <Show when={isPhoneAsked()}>
          <OwnPhone
            isTried={isTried()}
            phone={phone()}
            onPhone={(typed) => {
              setTried(false);
              setPhone(typed);
            }}
          />
        </Show>
      }
      isCalled={isPhoneWrong()}
      foot={foot}
    >
      {series}
    </ChoicePanel>
  );

  return (
    <div class="contents" onInput={() => choice.hold.touch()}>
      <Show when={props.mode === 'book' && view().appointment?.repeatable} fallback={panel(bar())}>
        <SeriesChoice picking={choice} note={note()} phone={number()} mayBook={mayBook} onDone={done} once={bar}>
          {(foot, series) => panel(foot, series)}
        </SeriesChoice>
      </Show>
    </div>
  );
}
