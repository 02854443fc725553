import { isolated } from '@interlude/shared/language/bidi';
import type { LanguageTag } from '@interlude/shared/language/languages';

/** A sentence with `{names}` to be filled in, or one per plural category of `{count}`. */
export type Sentence = string | { readonly one?: string; readonly other: string };
export type Dictionary = Readonly<Record<string, Sentence>>;

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type TextsOf<Entry> = Entry extends string ? Entry : Entry[keyof Entry];
export type ValuesOf<Entry> = { readonly [Name in NamesIn<TextsOf<Entry>>]: Name extends 'count' ? number : string };
type Given<Entry> = [NamesIn<TextsOf<Entry>>] extends [never] ? [] : [values: ValuesOf<Entry>];

/** Gives the sentence of a key with its values filled in; a missing value is a type error. */
export type Translator<D extends Dictionary> = <Key extends keyof D & string>(
  key: Key,
  ...values: Given<D[Key]>
) => string;

/** The same keys in another language, where every sentence may have its own plural forms. */
export type Translation<D extends Dictionary> = {
  readonly [Key in keyof D]: string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
};

/**
 * Makes the translator of one dictionary; `formats` decides plurals and how a count is written. Names and other values
 * that run the other way than the sentence are set apart in it.
 */
export function createTranslator<D extends Dictionary>(
  dictionary: Translation<D>,
  { formats, dir }: Pick<LanguageTag, 'formats' | 'dir'>,
): Translator<D> {
  const plurals = new Intl.PluralRules(formats);
  const numbers = new Intl.NumberFormat(formats);
  return (key, ...given) => {
    const values: Readonly<Record<string, string | number>> = given[0] ?? {};
    const entry = dictionary[key] ?? key;
    const count = values['count'];
    const text =
      typeof entry === 'string' ? entry : formOf(entry, typeof count === 'number' ? plurals.select(count) : 'other');
    return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (typeof value === 'number') return numbers.format(value);
      return value === undefined ? whole : isolated(value, dir);
    });
  };
}

function formOf(forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>, rule: Intl.LDMLPluralRule): string {
  return forms[rule] ?? forms.other ?? '';
}
