import { describe, expect, it } from 'vitest';
import { matchPath } from './match-path.models.ts';

const entries = [
  { path: '' },
  { path: 'interviews' },
  { path: 'candidates/import' },
  { path: 'candidates/:candidateId' },
] as const;

const found = (pathname: string) => {
  const match = matchPath(entries, pathname);
  return match && [match.entry.path, match.params];
};

describe('the page a path names', () => {
  it('is one of the table, with or without a slash at the end', () => {
    expect(found('/hr')).toEqual(['', {}]);
    expect(found('/hr/')).toEqual(['', {}]);
    expect(found('/hr/interviews')).toEqual(['interviews', {}]);
    expect(found('/hr/interviews/')).toEqual(['interviews', {}]);
  });

  it('has the values of its names, however odd', () => {
    expect(found('/hr/candidates/cnd_1')).toEqual(['candidates/:candidateId', { candidateId: 'cnd_1' }]);
    expect(found('/hr/candidates/a%20b')).toEqual(['candidates/:candidateId', { candidateId: 'a b' }]);
    expect(found('/hr/candidates/%E0')).toEqual(['candidates/:candidateId', { candidateId: '%E0' }]);
  });

  it('is the first that fits', () => {
    expect(found('/hr/candidates/import')).toEqual(['candidates/import', {}]);
  });

  it('is none otherwise', () => {
    for (const path of ['/hr/nowhere', '/hr/interviews/int_1', '/hr/candidates/cnd_1/more']) {
      expect(found(path)).toBeNull();
    }
  });
});
