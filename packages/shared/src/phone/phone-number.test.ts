import { describe, expect, it } from 'vitest';
import { zoneRows } from '../time/zone-table.gen.ts';
import { canonicalPhone, phoneText } from './phone-number.ts';
import { countryOfZone } from './zone-country.ts';

describe('canonicalPhone', () => {
  it.each([
    ['030 901820', 'Europe/Berlin', '+4930901820'],
    ['(020) 7946 0958', 'Europe/London', '+442079460958'],
    ['0049 30 901820', 'Europe/Berlin', '+4930901820'],
    ['+49 (0)30 901820', 'America/New_York', '+4930901820'],
    ['(213) 373-4253', 'America/Los_Angeles', '+12133734253'],
    ['98765 43210', 'Asia/Calcutta', '+919876543210'],
    ['٠١٠٠ ١٢٣ ٤٥٦٧', 'Africa/Cairo', '+201001234567'],
    ['11 96123-4567', 'America/Sao_Paulo', '+5511961234567'],
  ])('reads %s typed in %s as %s', (text, zone, expected) => {
    expect(canonicalPhone(text, zone)).toBe(expected);
  });

  it.each(['', '030', 'call me', '110', '+49 30', '+999 123456789', '+4930901820 ext. 5', 'my number is +4930901820'])(
    'takes %j for no number that can be called',
    (text) => {
      expect(canonicalPhone(text, 'Europe/Berlin')).toBeNull();
    },
  );

  it('reads a number without a country code only where a zone says which country it is of', () => {
    expect(canonicalPhone('030 901820')).toBeNull();
    expect(canonicalPhone('030 901820', 'UTC')).toBeNull();
    expect(canonicalPhone('+4930901820', 'UTC')).toBe('+4930901820');
  });
});

describe('phoneText', () => {
  it.each([
    ['+4930901820', 'Europe/Berlin', '030 901820'],
    ['+4930901820', 'Europe/Vienna', '+49 30 901820'],
    ['+12133734253', 'America/New_York', '(213) 373-4253'],
    ['+12133734253', 'America/Toronto', '+1 213 373 4253'],
    ['+442079460958', 'UTC', '+44 20 7946 0958'],
  ])('writes %s for a reader in %s as %s', (phone, zone, expected) => {
    expect(phoneText(phone, zone)).toBe(expected);
  });
});

describe('countryOfZone', () => {
  it('knows the country of every zone that lies in one', () => {
    const names = zoneRows.flatMap((row) => row.slice(row.indexOf('|') + 1).split(' '));
    const places = names.filter((name) => !name.includes('=') && name.includes('/') && !name.startsWith('Etc/'));
    expect(places.filter((name) => countryOfZone(name) === null)).toEqual([]);
  });

  it('goes by the place that an alias stands for', () => {
    expect(countryOfZone('Asia/Calcutta')).toBe('IN');
    expect(countryOfZone('US/Pacific')).toBe('US');
    expect(countryOfZone('UTC')).toBeNull();
  });
});
