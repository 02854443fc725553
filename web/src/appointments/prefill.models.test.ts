import { expect, it } from 'vitest';
import { prefillOf } from './prefill.models.ts';

it('takes a name and an address from a fragment, however they are escaped', () => {
  const zoe = { name: 'Zoë Ní Bhriain', email: 'zoe+bikes@client.example' };
  const { name, email } = zoe;
  expect(prefillOf(`#name=${encodeURIComponent(name)}&email=${encodeURIComponent(email)}`)).toEqual(zoe);
  expect(prefillOf(`#${new URLSearchParams(zoe)}`)).toEqual(zoe);
  expect(prefillOf(`#name=Zoë+Ní Bhriain&email=${email}`)).toEqual(zoe);
  expect(prefillOf('#email=zoe@client.example')).toEqual({ name: '', email: 'zoe@client.example' });
});

it('takes nothing that is too long, holds controls or is no address', () => {
  expect(prefillOf(`#name=${'x'.repeat(121)}&email=${'x'.repeat(250)}@a.example`)).toBeNull();
  expect(prefillOf('#name=Zo%00e%0A%E2%80%AE%20Byrne')).toEqual({ name: 'Zo e Byrne', email: '' });
  for (const hash of ['', '#', '#main', '#email=zoe', '#email=a@b@c', '#email=zoe%0a@client.example', '#name=%20'])
    expect([hash, prefillOf(hash)]).toEqual([hash, null]);
});
