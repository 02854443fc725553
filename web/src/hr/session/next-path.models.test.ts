import { describe, expect, it } from 'vitest';
import { loginPathFrom, safeNext } from './next-path.models.ts';

describe('the way back after sign-in', () => {
  it('leads to the page that was asked for, with its filters', () => {
    const path = loginPathFrom('/hr/interviews?status=invited');
    expect(path).toBe('/hr/login?next=%2Fhr%2Finterviews%3Fstatus%3Dinvited');
    expect(safeNext(new URL(path, 'http://localhost').searchParams.get('next') ?? '')).toBe(
      '/hr/interviews?status=invited',
    );
  });

  it('is left out where it would lead to the first page anyway', () => {
    expect(loginPathFrom('/hr')).toBe('/hr/login');
    expect(loginPathFrom('/hr/')).toBe('/hr/login');
  });

  it('never leads out of the console or back to the form', () => {
    for (const wished of [
      'https://evil.example/',
      '//evil.example',
      '/hr//evil.example',
      '/i/int_1',
      '/hr/login',
      'x',
    ]) {
      expect(safeNext(wished)).toBe('/hr');
    }
    expect(safeNext(undefined)).toBe('/hr');
  });
});
