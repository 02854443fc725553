import { arBundles } from './ar-bundles.ts';
import { arLater } from './ar-later.ts';
import { arPublic } from './ar-public.ts';
import { arStates } from './ar-states.ts';

export const arRest = { ...arBundles, ...arLater, ...arPublic, ...arStates };
