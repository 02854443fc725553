import { pieces, type Slots } from './templates.gen.ts';

/** Markup that may stand in a mail as it is; only this file makes it. */
export class Html {
  readonly #markup: string;
  constructor(markup: string) {
    this.#markup = markup;
  }
  toString(): string {
    return this.#markup;
  }
}

type Value = string | Html | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function rendered(value: Value): string {
  if (typeof value === 'string') return value.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
  return value instanceof Html ? value.toString() : value.map(String).join('');
}

/** Makes markup: the template is kept as it is, every value in it is escaped unless it is markup already. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.map((part, n) => part + rendered(values[n] ?? '')).join(''));
}

/** What every piece of a mail has in common. */
export interface Frame {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** Colours by their slots. */
  readonly tones: Readonly<Record<string, string>>;
}

/**
 * Fills one piece of the compiled layout; values are escaped unless they are markup. One pass, so a value that looks
 * like a slot stays text. Throws on a slot without a value, which would otherwise show up in a mail.
 */
export function filled<Name extends keyof Slots>(
  name: Name,
  values: Readonly<Record<Slots[Name], Value>>,
  { lang, dir, tones }: Frame,
): Html {
  const known: Readonly<Record<string, Value>> = {
    ...tones,
    ...values,
    lang,
    dir,
    start: dir === 'rtl' ? 'right' : 'left',
  };
  const markup = pieces[name].replaceAll(/\{\{(\w+)\}\}/g, (_slot, key: string) => {
    const value = known[key];
    if (value === undefined) throw new Error(`no value for ${key} in ${name}`);
    return rendered(value);
  });
  return new Html(markup);
}
