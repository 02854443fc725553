const kept = ['lang', 'return'];

/** What goes along from one public page to the next: the language a visitor was sent in, and where they came from. */
export function keptSearch(more: Readonly<Record<string, string>> = {}): string {
  const present = new URLSearchParams(window.location.search);
  const search = new URLSearchParams([...present].filter(([name]) => kept.includes(name)));
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  return search.size === 0 ? '' : `?${search}`;
}
