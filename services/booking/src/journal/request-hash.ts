import { createHash } from 'node:crypto';

/** Tells a repeated request from another one under the same key: procedure and input, in one order of keys. */
export function requestHash(procedure: string, input: Record<string, unknown>): string {
  return createHash('sha256')
    .update(`${procedure}\n${stable(input)}`)
    .digest('base64url');
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
