// Node and browsers have it alike; what runs in both knows the types of neither.
declare const URL: {
  new (url: string): Readonly<Record<'protocol' | 'username' | 'password' | 'href', string>>;
  canParse(url: string): boolean;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line of text from outside, at most `max` characters: no line break, control or bidirectional override is left. */
export function line(text: string, max = 200): string {
  const clean = text.toWellFormed().replaceAll(unprintable, ' ').replaceAll(/\s+/g, ' ').trim();
  const characters = [...clean];
  return characters.length <= max
    ? clean
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}

/** With a capital, as what begins a line of its own. */
export function capital(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

/** A display name for an address header: what could end the name or begin an address is taken out. */
export function displayName(text: string): string {
  return line(text.replaceAll(/["\\<>()[\]:;@,]/g, ' '), 70);
}

/** The address of a link if it leads to a web page, in its normal form; null for every other scheme and for garbage. */
export function safeUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && username === '' && password === '' ? href : null;
}

/** Breaks text into lines of at most `width` characters; words longer than a line are cut. */
export function wrapped(text: string, { width = 78, indent = '' }: { width?: number; indent?: string } = {}): string {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ').flatMap((part) => chunksOf(part, width - indent.length))) {
    const longer = current === '' ? word : `${current} ${word}`;
    const room = lines.length === 0 ? width : width - indent.length;
    if ([...longer].length <= room) {
      current = longer;
      continue;
    }
    if (current !== '') lines.push(current);
    current = word;
  }
  return [...lines, current].map((text_, n) => (n === 0 ? text_ : indent + text_)).join('\n');
}

function chunksOf(word: string, size: number): string[] {
  const characters = [...word];
  if (characters.length <= size) return [word];
  const count = Math.ceil(characters.length / size);
  return Array.from({ length: count }, (_, n) => characters.slice(n * size, (n + 1) * size).join(''));
}
