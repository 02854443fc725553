import { expect, it } from 'vitest';
import { hourCycleOf, languagesFrom, localeFor } from './locale.ts';

it('shows the page whatever the browser takes for a language', () => {
  for (const odd of [['en-US@posix'], ['C'], [''], ['en_US.UTF-8', 'de'], ['*'], []]) {
    const tags = languagesFrom(odd);
    expect(() => new Intl.DateTimeFormat(localeFor(null, tags).formats)).not.toThrow();
    expect(['h12', 'h23']).toContain(hourCycleOf(tags));
  }
  expect(languagesFrom(['en-US@posix', 'pt-BR', 'zh-Hant-TW'])).toEqual(['pt-BR', 'zh-Hant-TW']);
});
