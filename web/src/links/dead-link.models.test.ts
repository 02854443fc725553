import { expect, it } from 'vitest';
import { en } from '../i18n/en/en.ts';
import { enRest } from '../i18n/en/en-rest.ts';
import { createTranslator } from '../i18n/translator.ts';
import {
  deadReasonFrom,
  deadReasonOf,
  deadReasons,
  isPassingReason,
  wayOutOf,
  wayOutText,
} from './dead-link.models.ts';

const t = createTranslator({ ...en, ...enRest }, { formats: 'en-GB', dir: 'ltr' });

it('gives every way a link can fail its own page', () => {
  expect(deadReasonOf({ kind: 'offline' })).toBe('offline');
  expect(deadReasonOf({ kind: 'unanswered' })).toBe('unanswered');
  expect(deadReasonOf({ kind: 'fault', reference: '' })).toBe('failed');
  expect(deadReasonOf({ kind: 'refused', refusal: { code: 'link_replaced' } })).toBe('link_replaced');
  expect(deadReasonOf({ kind: 'refused', refusal: { code: 'unavailable', retryAfterSeconds: 1 } })).toBe('failed');
  expect(deadReasonOf({ kind: 'refused', refusal: { code: 'invalid_input', issues: [] } })).toBe('link_invalid');
});

it('asks for the address where the link names no interview, and for an invitation where one has ended', () => {
  expect(wayOutOf('link_invalid', true)).toBe('address');
  expect(wayOutOf('not_found', true)).toBe('address');
  expect(wayOutOf('request-new', false)).toBe('address');
  expect(wayOutOf('link_expired', true)).toBe('invitation');
  expect(wayOutOf('link_replaced', true)).toBe('resend');
  expect(wayOutOf('not_signed_in', true)).toBe('resend');
  expect(deadReasons.filter((reason) => wayOutOf(reason, true) === null)).toEqual([
    'rate_limited',
    'offline',
    'unanswered',
    'failed',
  ]);
});

it('tells a browser that keeps no cookies from one that has not opened the link', () => {
  const refused = { kind: 'refused', refusal: { code: 'not_signed_in' } } as const;
  expect([deadReasonOf(refused, true), deadReasonOf(refused, false)]).toEqual(['not_signed_in', 'no_cookies']);
});

it('shows a forbidden interview like one that is not there', () => {
  expect(deadReasonOf({ kind: 'refused', refusal: { code: 'forbidden' } })).toBe('not_found');
});

it('offers to try again what passes by itself, and a new link for the rest', () => {
  expect(deadReasons.filter(isPassingReason)).toEqual(['rate_limited', 'offline', 'unanswered', 'failed']);
});

it('reads the reason from an address, short or long', () => {
  expect(deadReasonFrom('expired')).toBe('link_expired');
  expect(deadReasonFrom('request-new')).toBe('request-new');
  expect(deadReasonFrom('nonsense')).toBe('not_found');
});

it('says in minutes how long to wait', () => {
  expect(wayOutText({ kind: 'refused', refusal: { code: 'rate_limited', retryAfterSeconds: 3_541 } }, t)).toContain(
    'in 60 minutes',
  );
  expect(wayOutText({ kind: 'offline' }, t)).toContain('connection');
});
