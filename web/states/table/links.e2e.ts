import { lookAtEach } from '../test-looks.ts';
import { linkStates } from './links.ts';

lookAtEach(linkStates);
