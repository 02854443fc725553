import { type Language, type LanguageTag, languageOf, plainEnglish } from '@interlude/shared/language/languages';

/** A language of the page; two made-up ones show sentences outside the dictionaries and boxes that are too small. */
export interface Locale extends Omit<LanguageTag, 'language'> {
  readonly language: Language | 'en-XA' | 'ar-XB';
}

type MadeUp = Exclude<Locale['language'], Language>;

export function isMadeUp(tag: string | null): tag is MadeUp {
  return tag === 'en-XA' || tag === 'ar-XB';
}

interface Wishes {
  /** What this reader chose on a page of ours. */
  readonly chosen: string | null;
  /** `?lang=`, which mailed links carry. */
  readonly asked: string | null;
  /** What the browser prefers, best first. */
  readonly preferred: readonly string[];
}

/**
 * The language of the page: the reader's own choice, else that of the link, else the browser's, else English. Its
 * region is the first one any of them names for it, so that dates read as they do elsewhere on this device.
 */
export function localeFor({ chosen, asked, preferred }: Wishes): Locale {
  if (isMadeUp(asked)) return { ...inRegion(asked.slice(0, 2), preferred), language: asked };
  const tags = [chosen, asked].flatMap((tag) => (tag === null ? [] : languagesFrom([tag])));
  const first = languageOf([...tags, ...preferred]);
  return first === null ? plainEnglish : inRegion(first.tag, preferred);
}

/** A language, by a tag that may name no region, as somebody with these preferences writes it. */
export function inRegion(tag: string, preferred: readonly string[]): LanguageTag {
  const known = languageOf([tag]) ?? plainEnglish;
  if (known.tag.includes('-')) return known;
  const own = preferred.map((one) => languageOf([one])).find((one) => one?.language === known.language);
  return own ?? known;
}

/** The tags among these that name a language; some systems hand the browser `en-US@posix`, which no formatter takes. */
export function languagesFrom(tags: readonly string[]): string[] {
  return tags.filter((tag) => /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(tag));
}
/** The clock the reader is used to, from their first preferred language. */
export function hourCycleOf(preferred: readonly string[]): 'h12' | 'h23' {
  const cycle = new Intl.DateTimeFormat(preferred[0] ?? 'en-GB', { hour: 'numeric' }).resolvedOptions().hourCycle;
  return cycle === 'h11' || cycle === 'h12' ? 'h12' : 'h23';
}

interface WeekInfo {
  readonly firstDay: number;
}

/** The day a week begins with, 1 = Monday … 7 = Sunday; Monday where the browser does not know. */
export function firstWeekdayOf(tag: string): number {
  const locale: Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo } = new Intl.Locale(tag).maximize();
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}
