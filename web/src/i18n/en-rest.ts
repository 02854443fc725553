import { enLater } from './en-later.ts';
import { enStates } from './en-states.ts';

export const enRest = { ...enLater, ...enStates };
