import { lookAtEach } from '../test-looks.ts';
import { pickingStates } from './picking.ts';

lookAtEach(pickingStates);
