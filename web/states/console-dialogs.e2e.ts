import { consoleDialogs } from './console/console-dialogs.ts';
import { lookAtConsole } from './console/test-console-looks.ts';

lookAtConsole(consoleDialogs);
