export interface Locale {
  /** The language of the sentences. */
  readonly language: 'en' | 'en-XA' | 'ar-XB';
  /** BCP 47 tag for dates, numbers and plurals. */
  readonly formats: string;
  readonly dir: 'ltr' | 'rtl';
}

/**
 * The language of the page and how it writes dates: a wished-for one (`?lang=`) first, else English, with the dates of
 * the reader's own kind of English.
 */
export function localeFor(wished: string | null, preferred: readonly string[]): Locale {
  if (wished === 'ar-XB') return { language: 'ar-XB', formats: 'ar', dir: 'rtl' };
  const formats = preferred.find((tag) => /^en(?:-|$)/i.test(tag)) ?? 'en-GB';
  return { language: wished === 'en-XA' ? 'en-XA' : 'en', formats, dir: 'ltr' };
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
