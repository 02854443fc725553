/**
 * Loads a part of the console that judges input by the schemas of the server. They are told first to do without
 * generated code: the page's content security policy forbids it, and would report that it was tried.
 */
export async function withSchemas<Part>(load: () => Promise<Part>): Promise<Part> {
  await import('./schemas-without-code.ts');
  return await load();
}
