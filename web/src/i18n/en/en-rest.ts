import { enBundles } from './en-bundles.ts';
import { enLater } from './en-later.ts';
import { enPublic } from './en-public.ts';
import { enStates } from './en-states.ts';

export const enRest = { ...enBundles, ...enLater, ...enPublic, ...enStates };
