import { expect, it } from 'vitest';
import { davSession } from './dav-session.ts';

const isAsked = async (named: string, host: string) => {
  const signIn = { url: `https://${named}/dav`, username: 'ada', password: 'secret' };
  // It ends before anything leaves this machine: only what is forbidden says so first.
  const session = davSession(signIn, { mayAskInside: false }, AbortSignal.abort());
  const error = await session.send(`https://${host}/`, { method: 'GET', headers: {} }).catch(({ outcome }) => outcome);
  return error !== 'forbidden';
};

it.each([
  ['example.co.uk', 'example.co.uk', true],
  ['example.co.uk', 'dav.example.co.uk', true],
  ['example.co.uk', 'evil.co.uk', false],
  ['example.co.uk', 'co.uk', false],
  ['caldav.icloud.com', 'p01-caldav.icloud.com', true],
  ['caldav.icloud.com', 'icloud.com.evil.example', false],
  ['ada.github.io', 'evil.github.io', false],
  ['dav.one.example', 'two.example', false],
  ['8.8.8.8', '9.8.8.8', false],
])('the password for %s goes to %s: %s', async (named, host, expected) => {
  expect(await isAsked(named, host)).toBe(expected);
});
