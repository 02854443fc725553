import { lookAtEach } from '../test-looks.ts';
import { publicStates } from './public.ts';

lookAtEach(publicStates);
