import { consoleSetup } from './console/console-table.ts';
import { lookAtConsole } from './console/test-console-looks.ts';

lookAtConsole(consoleSetup);
