import { ptBundles } from './pt-bundles.ts';
import { ptLater } from './pt-later.ts';
import { ptPublic } from './pt-public.ts';
import { ptStates } from './pt-states.ts';

export const ptRest = { ...ptBundles, ...ptLater, ...ptPublic, ...ptStates };
