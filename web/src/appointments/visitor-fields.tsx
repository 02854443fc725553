import type { ServiceQuestion } from '@interlude/shared/schemas/service';
import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { TypedPhone } from '../phone/typed-phone.ts';
import { NoteField } from '../picking/choice-facts.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import type { BeginWish } from './begun.ts';
import { FormField } from './form-field.tsx';
import { type Answers, QuestionFields } from './question-fields.tsx';
import { ReminderChoice } from './reminder-choice.tsx';

const OwnPhone = lazyPart(async () => (await import('../phone/own-phone.tsx')).OwnPhone);

/** What a visitor types and ticks. */
export interface Draft extends Omit<BeginWish, 'startsAt' | 'providerId' | 'answers' | 'phone'> {
  readonly phone: TypedPhone;
  readonly answers: Answers;
}

export const isNameMissing = ({ name }: Draft): boolean => name.trim() === '';
export const isEmailWrong = ({ email }: Draft): boolean => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());

interface VisitorFieldsProps {
  readonly questions: readonly ServiceQuestion[];
  readonly draft: Draft;
  readonly onDraft: (change: Partial<Draft>) => void;
  /** They tried to go on, so what is missing is said. */
  readonly isTried: boolean;
  /** Whether they want a time; else a place on the waitlist, of which less is said. */
  readonly isForTime: boolean;
  readonly mayRepeat: boolean;
  /** Whether they are called. */
  readonly asksForPhone: boolean;
}

export function VisitorFields(props: VisitorFieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <FormField
        label={t('begin.name')}
        value={props.draft.name}
        onInput={(name) => props.onDraft({ name })}
        autocomplete="name"
        error={props.isTried && isNameMissing(props.draft) ? t('begin.name.missing') : null}
      />
      <FormField
        label={t('begin.email')}
        value={props.draft.email}
        onInput={(email) => props.onDraft({ email })}
        type="email"
        autocomplete="email"
        hint={t('begin.email.hint')}
        error={props.isTried && isEmailWrong(props.draft) ? t('begin.email.wrong') : null}
      />
      <Show when={props.asksForPhone}>
        <OwnPhone isTried={props.isTried} phone={props.draft.phone} onPhone={(phone) => props.onDraft({ phone })} />
      </Show>
      <QuestionFields
        questions={props.questions}
        answers={props.draft.answers}
        onAnswer={(answers) => props.onDraft({ answers })}
        isTried={props.isTried}
      />
      <Show when={props.isForTime}>
        <NoteField note={props.draft.note} onNote={(note) => props.onDraft({ note })} />
      </Show>
      <ReminderChoice
        wish={props.draft.reminderBefore}
        onChoose={(reminderBefore) => props.onDraft({ reminderBefore })}
      />
      <Show when={props.isForTime && props.mayRepeat}>
        <label class="choice">
          <input
            type="checkbox"
            checked={props.draft.repeats}
            onChange={({ currentTarget }) => props.onDraft({ repeats: currentTarget.checked })}
          />
          <span>
            {t('begin.repeats')}
            <span class="block text-meta text-muted">{t('begin.repeats.hint')}</span>
          </span>
        </label>
      </Show>
    </>
  );
}
