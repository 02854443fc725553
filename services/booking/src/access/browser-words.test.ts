import { expect, it } from 'vitest';
import { browserWords } from './browser-words.ts';

it('calls a browser what a person would, and nothing that it does not know', () => {
  const words = {
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36':
      'Chrome, Linux',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36 Edg/156.0':
      'Edge, Windows',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1':
      'Safari, iPhone',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0': 'Firefox, Mac',
    'curl/8.0': '',
    '': '',
  };
  for (const [agent, name] of Object.entries(words)) expect([agent, browserWords(agent)]).toEqual([agent, name]);
});
