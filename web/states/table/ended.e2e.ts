import { lookAtEach } from '../test-looks.ts';
import { endedStates } from './ended.ts';

lookAtEach(endedStates);
