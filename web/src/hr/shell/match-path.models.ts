type Segment<Path extends string> = Path extends `${infer First}/${infer Rest}` ? First | Segment<Rest> : Path;

/** The values of a path's `:names`. */
export type ParamsOf<Path extends string> = {
  readonly [Part in Segment<Path> as Part extends `:${infer Name}` ? Name : never]: string;
};

/** What a path below `/hr` names: the first pattern that fits and the values of its `:names`, or null where none does. */
export function matchPath<Entry extends { readonly path: string }>(
  entries: readonly Entry[],
  pathname: string,
): { readonly entry: Entry; readonly params: Readonly<Record<string, string>> } | null {
  const asked = segmentsOf(pathname).slice(1);
  for (const entry of entries) {
    const params = paramsIn(segmentsOf(entry.path), asked);
    if (params !== null) return { entry, params };
  }
  return null;
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\/|\/+$/g, '').split('/');
}

function paramsIn(pattern: readonly string[], asked: readonly string[]): Record<string, string> | null {
  const wanted = pattern.filter((part) => part !== '');
  if (wanted.length !== asked.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const given = asked[at] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(given);
    else if (part !== given) return null;
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
