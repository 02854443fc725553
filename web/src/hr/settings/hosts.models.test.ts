import { expect, it } from 'vitest';
import { hostsFrom } from './hosts.models.ts';

it('reads hosts line by line or between commas, each once, and nothing as what is known', () => {
  expect(hostsFrom(' Meet.Example.com\n\nzoom.us, meet.example.com ')).toEqual(['meet.example.com', 'zoom.us']);
  expect(hostsFrom(' \n ')).toBeNull();
});
