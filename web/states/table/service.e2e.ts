import { lookAtEach } from '../test-looks.ts';
import { serviceStates } from './service.ts';

lookAtEach(serviceStates);
