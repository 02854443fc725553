/** Another process has just made the same collection. */
export function ignoreExisting(error: unknown): void {
  const namespaceExists = 48;
  if (!(error instanceof Error && 'code' in error && error.code === namespaceExists)) throw error;
}

/** Another process has just taken the same collection or index away. */
export function ignoreGone(error: unknown): void {
  const [namespaceNotFound, indexNotFound] = [26, 27];
  if (error instanceof Error && 'code' in error && [namespaceNotFound, indexNotFound].includes(Number(error.code)))
    return;
  ignoreExisting(error);
}

/** Somebody else has what is unique. */
export function ignoreTaken(error: unknown): void {
  const duplicateKey = 11_000;
  if (!(error instanceof Error && 'code' in error && error.code === duplicateKey)) throw error;
}
