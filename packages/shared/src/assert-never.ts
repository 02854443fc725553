/** Reached only when a case was forgotten, which the compiler then reports. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`);
}
