import { canonicalPhone } from '@interlude/shared/phone/phone-number';
import { createEffect, createUniqueId } from 'solid-js';
import { likelyZone } from '../zones/zone-choice.ts';
import { isWrongPhone, type TypedPhone } from './typed-phone.ts';

interface PhoneFieldProps {
  readonly label: string;
  readonly hint: string;
  /** What is said of a number that is none, once it is to be said. */
  readonly wrong: string;
  readonly isTried: boolean;
  readonly phone: TypedPhone;
  readonly onPhone: (phone: TypedPhone) => void;
}

/** Reads a number as it is dialled where the reader is. With it comes the code that knows the numbers of all countries. */
export function PhoneField(props: PhoneFieldProps) {
  const id = createUniqueId();
  let input: HTMLInputElement | undefined;
  const isWrong = () => props.isTried && isWrongPhone(props.phone);
  createEffect(() => isWrong() && input?.focus());
  const read = (text: string) => props.onPhone({ text, number: canonicalPhone(text, likelyZone() ?? undefined) });
  return (
    <div class="grid gap-1">
      <label for={id} class="font-medium">
        {props.label}
      </label>
      <input
        ref={input}
        id={id}
        class="input rtl:text-end"
        type="tel"
        dir="ltr"
        autocomplete="tel"
        maxlength="40"
        value={props.phone.text}
        aria-invalid={isWrong()}
        aria-describedby={`${id}-note`}
        onInput={(event) => read(event.currentTarget.value)}
      />
      <p id={`${id}-note`} class="text-meta" classList={{ 'text-bad': isWrong(), 'text-muted': !isWrong() }}>
        {isWrong() ? props.wrong : props.hint}
      </p>
    </div>
  );
}
