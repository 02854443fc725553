import { esBundles } from './es-bundles.ts';
import { esLater } from './es-later.ts';
import { esPublic } from './es-public.ts';
import { esStates } from './es-states.ts';

export const esRest = { ...esBundles, ...esLater, ...esPublic, ...esStates };
