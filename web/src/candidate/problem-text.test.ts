import { type Refusal, refusalStatus } from '@interlude/shared/booking/refusal';
import { expect, it } from 'vitest';
import { en } from '../i18n/en/en.ts';
import { enRest } from '../i18n/en/en-rest.ts';
import { createTranslator } from '../i18n/translator.ts';
import { createFormats, createZonedText } from '../time/formats.models.ts';
import { problemText, refusalText } from './problem-text.ts';

const told = {
  t: createTranslator({ ...en, ...enRest }, { formats: 'en-GB', dir: 'ltr' }),
  text: createZonedText(createFormats('en-GB', 'h23'), 'Europe/Lisbon', [{ from: '2026-01-01T00:00:00Z', minutes: 0 }]),
  view: { contact: { name: 'Mara', email: 'mara@acme.example' } },
};
const numbers = {
  cutoffAt: '2026-12-01T10:00:00Z',
  until: '2026-12-01T10:00:00Z',
  used: 5,
  limit: 5,
  retryAfterSeconds: 1,
};

it('has a whole sentence for every refusal, without an unfilled gap', () => {
  for (const code of Object.keys(refusalStatus)) {
    const sentence = refusalText({ code, ...numbers } as unknown as Refusal, told);
    expect(sentence, code).toMatch(/^[A-Z].*\.$/);
    expect(sentence, code).not.toMatch(/[{}]|\bno\.|dead\./);
  }
});

it('names the numbers behind a refusal and whom to ask', () => {
  expect(refusalText({ code: 'cancel_cutoff', cutoffAt: numbers.cutoffAt }, told)).toBe(
    'It could be cancelled until Tuesday, 1 December 2026, 10:00. Your interview is still booked. Write to Mara if you cannot come.',
  );
  expect(refusalText({ code: 'rate_limited', retryAfterSeconds: 1 }, told)).toContain('1 minute.');
});

it('tells a lost connection from a fault of ours', () => {
  expect(problemText({ kind: 'offline' }, told)).toContain('no connection');
  expect(problemText({ kind: 'unanswered' }, told)).toContain('takes effect only once');
  expect(problemText({ kind: 'fault', reference: 'req_1' }, told)).toContain('req_1');
  expect(problemText({ kind: 'refused', refusal: { code: 'unavailable', retryAfterSeconds: 2 } }, told)).toContain(
    'it takes effect only once',
  );
});
