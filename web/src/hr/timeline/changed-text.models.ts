import type { TimelineEvent } from '../interviews/interviews.queries.ts';
import { durationText } from '../words/duration-text.models.ts';
import { paymentWord } from '../words/payment-words.models.ts';
import { outcomeWord } from '../words/state-words.models.ts';
import type { EventWords } from './event-text.models.ts';

type Change = NonNullable<TimelineEvent['changed']>[number];

export interface ChangedText {
  readonly fact: string;
  readonly from: string;
  readonly to: string;
}

/** What was before and what is since, in the zone of whoever looks. */
export function changedText({ fact, from, to }: Change, words: EventWords): ChangedText {
  const said = (values: readonly string[]) =>
    values.length === 0
      ? words.t('changed.none')
      : words.text.formats.list(values.map((value) => valueText(fact, value, words)));
  return { fact: words.t(`changed.${fact}`), from: said(from), to: said(to) };
}

const absent = ['candidate', 'interviewer'] as const;
const retakes = ['pending', 'approved', 'rejected', 'issued', 'expired'] as const;

function valueText(fact: Change['fact'], value: string, { t, text }: EventWords): string {
  const { tag } = text.formats;
  switch (fact) {
    case 'startsAt':
    case 'bookBy':
      return text.when(Date.parse(value));
    case 'status':
      return t(`status.${value as 'invited'}`);
    case 'outcome':
      return outcomeWord(value, t) ?? value;
    case 'noShow':
      return t(`fact.noShow.${absent.find((one) => one === value) ?? 'candidate'}`);
    case 'retake':
      return t(`changed.retake.${retakes.find((one) => one === value) ?? 'pending'}`);
    case 'payment':
      return paymentWord(value, t);
    case 'reminderBefore':
      return durationText(value, tag);
    case 'locale':
      return new Intl.DisplayNames(tag, { type: 'language' }).of(value) ?? value;
    case 'hourCycle':
      return t(value === 'h12' ? 'changed.clock.12' : 'changed.clock.24');
    case 'people':
    case 'optionalPeople':
    case 'resources':
      return value;
    case 'zone':
      return text.formats.placeOf(value);
  }
}
