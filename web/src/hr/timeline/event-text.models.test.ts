import { expect, it } from 'vitest';
import { testWords } from '../words/test-words.ts';
import { nextText } from './event-text.models.ts';

it('names what comes next by what it is, and not by the plan of the workflow', () => {
  const { t } = testWords;
  expect(nextText('reminder', t)).toBe('Reminder');
  expect(nextText('start', t)).toBe('Interview starts by itself');
  expect(nextText('place', t)).toBe('Calendar entry');
});
