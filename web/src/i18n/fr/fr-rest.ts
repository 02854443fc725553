import { frBundles } from './fr-bundles.ts';
import { frLater } from './fr-later.ts';
import { frPublic } from './fr-public.ts';
import { frStates } from './fr-states.ts';

export const frRest = { ...frBundles, ...frLater, ...frPublic, ...frStates };
