import { parseDuration } from '@interlude/shared/time/duration';

const units = ['day', 'hour', 'minute', 'second'] as const;
type Unit = (typeof units)[number] | 'week';

const letters: Readonly<Record<string, Unit>> = {
  w: 'week',
  d: 'day',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  s: 'second',
  sec: 'second',
  secs: 'second',
};
const counts = [0, 1, 2, 3, 5, 11, 100];

/** Reads durations as people type them, in the words of a language, and writes them so that they are read again. */
export interface DurationWords {
  /** `PT36H` → `36 hours`, `P1DT2H` → `1 day 2 hours`; what is no duration stays as it is. */
  write(duration: string): string;
  /** `1 day 2 hours`, `90 min`, `2h` or the ISO-8601 form → ISO-8601, zero as `PT0S`; null for anything else. */
  read(text: string): string | null;
}

export function durationWords(locale: string): DurationWords {
  const names = namesOf(locale);

  function write(text: string): string {
    const duration = parseDuration(text);
    if (duration === null) return text;
    // Hours stay hours, because 24 of them are not always a calendar day.
    const { hours, minutes, seconds } = clockOf(duration.ms);
    const parts = [duration.days, hours, minutes, seconds].flatMap((count, n) => {
      const unit = units[n];
      return count === 0 || unit === undefined ? [] : [inWords(locale, unit, count)];
    });
    return parts.join(' ') || inWords(locale, 'minute', 0);
  }

  function read(text: string): string | null {
    const typed = text.trim().toLowerCase();
    if (/^p[\dt]/.test(typed)) return duration(typed.toUpperCase());
    const said = new Map<Unit, number>();
    const rest = typed.replaceAll(/(\d{1,8})\s*([\p{L}\p{M}.]+)/gu, (all, count: string, word: string) => {
      const unit = names.get(word.replace(/\.$/, ''));
      if (unit === undefined || said.has(unit)) return all;
      said.set(unit, Number(count));
      return '';
    });
    if (said.size === 0 || rest.trim() !== '') return null;
    const count = (unit: Unit) => said.get(unit) ?? 0;
    const days = count('week') * 7 + count('day');
    return duration(`P${days}DT${count('hour')}H${count('minute')}M${count('second')}S`);
  }

  return { write, read };
}

function clockOf(ms: number) {
  const whole = Math.round(ms / 1_000);
  return { hours: Math.floor(whole / 3_600), minutes: Math.floor((whole % 3_600) / 60), seconds: whole % 60 };
}

/** The same in its shortest form, so that one duration is always the same text. */
function duration(text: string): string | null {
  const parsed = parseDuration(text);
  if (parsed === null) return null;
  const { hours, minutes, seconds } = clockOf(parsed.ms);
  const part = (count: number, letter: string) => (count === 0 ? '' : `${count}${letter}`);
  const days = part(parsed.days, 'D');
  const clock = `${part(hours, 'H')}${part(minutes, 'M')}${part(seconds, 'S')}`;
  if (days === '' && clock === '') return 'PT0S';
  return clock === '' ? `P${days}` : `P${days}T${clock}`;
}

// The number always stands first and in Latin digits, because that is what is read again.
function inWords(locale: string, unit: Unit, count: number): string {
  return `${count} ${nameOf(locale, unit, { count, unitDisplay: 'long' })}`;
}

type Naming = { readonly count: number; readonly unitDisplay: 'long' | 'short' | 'narrow' };

function nameOf(locale: string, unit: Unit, { count, unitDisplay }: Naming): string {
  const parts = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).formatToParts(count);
  return parts.find(({ type }) => type === 'unit')?.value.trim() ?? unit;
}

function namesOf(locale: string): ReadonlyMap<string, Unit> {
  const names = new Map<string, Unit>(Object.entries(letters));
  for (const language of ['en', locale]) {
    for (const unit of ['week', ...units] as const) {
      for (const unitDisplay of ['long', 'short', 'narrow'] as const) {
        for (const count of counts) {
          const name = nameOf(language, unit, { count, unitDisplay }).toLowerCase().replace(/\.$/, '');
          // Where two units share an abbreviation the one that was first keeps it.
          if (!names.has(name)) names.set(name, unit);
        }
      }
    }
  }
  return names;
}

/** Days from a text field as an ISO-8601 duration, `'14'` → `P14D`; null for what is no whole number from 1 to 365. */
export function daysDuration(text: string): string | null {
  const digits = text.trim();
  if (!/^\d{1,3}$/.test(digits)) return null;
  const days = Number(digits);
  return days >= 1 && days <= 365 ? `P${days}D` : null;
}
