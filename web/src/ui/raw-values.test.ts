import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const sources = join(import.meta.dirname, '..');
const sandbox = join(import.meta.dirname, '../../../packages/postmark-sandbox/src/inbox/inbox-style.ts');

const rawValues: readonly RegExp[] = [
  /(?:#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\()/i,
  /(?:color|background|border(?:-\w+)*|fill|stroke):[^;]*\b(?:white|black|gr[ae]y|silver|red|green|blue|teal|plum)\b/,
  /font(?:-size)?:[^;]*\d(?:px|pt|rem)\b/,
  /font-weight: *\d/,
  /(?:^|[;{ ])(?:min-|max-)?(?:width|height) *:/,
  /(?:margin|padding|border)-(?:left|right|top|bottom)\b|text-align: *(?:left|right)|(?:^|[;{ ])(?:left|right|top|bottom) *:/,
];

function styles(): string[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.css')).map((file) => join(sources, file));
}

function found(file: string, patterns: readonly RegExp[]): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => !/^\s*@|^\s*\/?\*/.test(line) && patterns.some((pattern) => pattern.test(line)))
    .map((line) => `${file.slice(dirname(sources).length)}: ${line.trim()}`);
}

it('keeps colours, sizes and weights of type in the tokens, and names no side of the screen, so that both directions work', () => {
  expect(styles().length).toBeGreaterThan(10);
  expect(
    styles().flatMap((file) => found(file, file.endsWith('fonts.css') ? rawValues.slice(0, 2) : rawValues)),
  ).toEqual([]);
  // The inbox is one language in one direction, and its own sizes are few.
  expect(found(sandbox, rawValues.slice(0, 4))).toEqual([]);
});
