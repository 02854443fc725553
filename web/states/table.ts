import type { State } from './state.ts';
import { bookedStates } from './table/booked.ts';
import { endedStates } from './table/ended.ts';
import { linkStates } from './table/links.ts';
import { pickingStates } from './table/picking.ts';
import { publicStates } from './table/public.ts';
import { serviceStates } from './table/service.ts';
import { websiteStates } from './table/websites.ts';

/** Everything a candidate or visitor can be shown: the source of `npm run states` and of its short form in `npm test`. */
export const states: readonly State[] = [
  ...linkStates,
  ...pickingStates,
  ...bookedStates,
  ...endedStates,
  ...serviceStates,
  ...publicStates,
  ...websiteStates,
];
