import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { embedSnippet } from './embed-snippet.models.ts';

it('is the snippet that the documents show', async () => {
  const text = await readFile(new URL('../../../../docs/websites.md', import.meta.url), 'utf8');
  expect(text).toContain(embedSnippet({ name: 'Bike fitting', url: 'https://portal.example/s/acme/bike-fitting' }));
});

it('holds a name with quotes and brackets as a name', () => {
  const [frame] = embedSnippet({ name: `"><script>'&`, url: 'https://portal.example/s/acme/x' }).split('\n');
  expect(frame).toContain(`title="&quot;&gt;&lt;script&gt;'&amp;"`);
});
