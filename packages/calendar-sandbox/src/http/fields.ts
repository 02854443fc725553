/** A partial answer, as `fields` asks for it: names by commas, what is within by brackets or a slash. */
export function onlyFields(value: unknown, fields: string | undefined): unknown {
  return fields === undefined || fields === '' ? value : picked(value, parse(fields));
}

type Wish = Map<string, Wish | null>;

function parse(text: string): Wish {
  const wish: Wish = new Map();
  let depth = 0;
  let begin = 0;
  for (let n = 0; n <= text.length; n++) {
    const at = text[n] ?? ',';
    if (at === '(') depth += 1;
    if (at === ')') depth -= 1;
    if (at !== ',' || depth > 0) continue;
    const part = text.slice(begin, n);
    begin = n + 1;
    const [, name = part, within] =
      /^([\w*]+)(?:\((.*)\)|\/(.*))?$/.exec(part)?.filter((one) => one !== undefined) ?? [];
    wish.set(name, within === undefined ? null : parse(within));
  }
  return wish;
}

function picked(value: unknown, wish: Wish): unknown {
  if (Array.isArray(value)) return value.map((one) => picked(one, wish));
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).filter(([name]) => wish.has(name));
  return Object.fromEntries(
    pairs.map(([name, one]) => {
      const within = wish.get(name) ?? null;
      return [name, within === null ? one : picked(one, within)];
    }),
  );
}
