import type { HrTranslator } from '../words/hr-words.tsx';

const choices = [
  'yes',
  'no',
  'replace',
  'ask',
  'ask_hr',
  'decline',
  'restore',
  'book',
  'refuse',
  'failed',
  'on_hold',
  'both',
  'none',
] as const;

export function choiceWord(choice: string, t: HrTranslator): string {
  const known = choices.find((one) => one === choice);
  return known === undefined ? choice : t(`policy.choice.${known}`);
}
