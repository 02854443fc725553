import { describe, expect, it } from 'vitest';
import { placeOf } from './hr-place.models.ts';

describe('the page a path names', () => {
  it('is one of the console', () => {
    expect(placeOf('/hr')).toEqual({ page: 'home' });
    expect(placeOf('/hr/')).toEqual({ page: 'home' });
    expect(placeOf('/hr/login')).toEqual({ page: 'login' });
    expect(placeOf('/hr/interviews/')).toEqual({ page: 'interviews' });
    expect(placeOf('/hr/retakes')).toEqual({ page: 'retakes' });
    expect(placeOf('/hr/availability')).toEqual({ page: 'availability' });
    expect(placeOf('/hr/invite')).toEqual({ page: 'invite' });
    expect(placeOf('/hr/people')).toEqual({ page: 'people' });
    expect(placeOf('/hr/settings')).toEqual({ page: 'settings' });
    expect(placeOf('/hr/services')).toEqual({ page: 'services' });
    expect(placeOf('/hr/appointments')).toEqual({ page: 'appointments' });
    expect(placeOf('/hr/templates')).toEqual({ page: 'templates' });
  });

  it('is one interview by its id, however odd', () => {
    expect(placeOf('/hr/interviews/int_1')).toEqual({ page: 'interview', interviewId: 'int_1' });
    expect(placeOf('/hr/appointments/apt_1')).toEqual({ page: 'interview', interviewId: 'apt_1' });
    expect(placeOf('/hr/interviews/a%20b')).toEqual({ page: 'interview', interviewId: 'a b' });
    expect(placeOf('/hr/interviews/%E0')).toEqual({ page: 'interview', interviewId: '%E0' });
  });

  it('is unknown otherwise', () => {
    for (const path of ['/hr/nowhere', '/hr/retakes/rtk_1', '/hr/interviews/int_1/more']) {
      expect(placeOf(path)).toEqual({ page: 'unknown' });
    }
  });
});
