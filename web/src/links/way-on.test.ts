import { expect, it } from 'vitest';
import { wayOn } from './way-on.ts';

it('leads from a mail to the page, to moving or cancelling, or to a time, and nowhere else', () => {
  expect(wayOn('int_1', '?lang=de')).toBe('/i/int_1');
  expect(wayOn('int_1', '?lang=de&go=reschedule')).toBe('/i/int_1/reschedule');
  expect(wayOn('int_1', '?go=cancel')).toBe('/i/int_1/cancel');
  expect(wayOn('int_1', '?go=//evil.example&start=2027-03-29T09:00:00Z')).toBe(
    '/i/int_1?start=2027-03-29T09%3A00%3A00Z',
  );
});
