import { type OverrideRule, overrideRules } from '@interlude/shared/booking/override-rules';

type IsFree = (lifted: readonly OverrideRule[]) => Promise<boolean>;

/**
 * Which rules stand between staff and a start, as few as possible: without them it could be had. Empty where it could not
 * be had with all of them set aside, or where nothing is in the way.
 */
export async function liftable(isFree: IsFree): Promise<OverrideRule[]> {
  let needed: OverrideRule[] = [...overrideRules];
  if (!(await isFree(needed))) return [];
  for (const rule of overrideRules) {
    const without = needed.filter((one) => one !== rule);
    if (await isFree(without)) needed = without;
  }
  return needed;
}
