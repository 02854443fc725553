import type { HrTranslator } from '../../words/hr-words.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';

type Groups = NonNullable<InterviewDetail['assignment']>['groups'];
export type Considered = Groups[number]['pool'][number];

/** Why this person was chosen, or was not, in words. */
export function whyText({ by, because }: Pick<Considered, 'by' | 'because'>, t: HrTranslator): string {
  if (by !== null) return t(`why.chosen.${by}`);
  return because === null ? t('why.not_needed') : t(`why.excluded.${because}`);
}

/** Whether somebody who was not needed in one group sits in another one. */
export function isSeatedElsewhere({ personId, outcome }: Considered, groups: Groups): boolean {
  if (outcome !== 'not_needed') return false;
  return groups.some(({ pool }) => pool.some((one) => one.personId === personId && one.outcome === 'chosen'));
}
