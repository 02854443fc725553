import { deBundles } from './de-bundles.ts';
import { deLater } from './de-later.ts';
import { dePublic } from './de-public.ts';
import { deStates } from './de-states.ts';

export const deRest = { ...deBundles, ...deLater, ...dePublic, ...deStates };
