import { expect, it } from 'vitest';
import { panelTitle } from './calendar-text.ts';

it('each of the names in a title is set apart by itself, so that none changes the order of the others', () => {
  const names = ['ليلى الحداد', 'Frontend engineer'];
  expect(panelTitle('interview', 'en', names)).toBe(`Interview: \u2068${names[0]}\u2069, ${names[1]}`);
  expect(panelTitle('interview', 'ar', names)).toContain(`\u2068${names[0]}\u2069، \u2068${names[1]}\u2069`);
});
