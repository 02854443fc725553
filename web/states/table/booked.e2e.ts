import { lookAtEach } from '../test-looks.ts';
import { bookedStates } from './booked.ts';

lookAtEach(bookedStates);
