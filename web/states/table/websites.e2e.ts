import { lookAtEach } from '../test-looks.ts';
import { websiteStates } from './websites.ts';

lookAtEach(websiteStates);
