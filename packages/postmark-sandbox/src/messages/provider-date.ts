const easternOffset = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', timeZoneName: 'longOffset' });

/**
 * Reads a date filter as the provider does: US Eastern time unless it names an offset, a bare date meaning the whole
 * day. Returns the instant in milliseconds (`to` gives the last one of the day), or null when it is no date.
 */
export function parseFilterDate(text: string, edge: 'from' | 'to'): number | null {
  const bareDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const whole = bareDate ? `${text}T${edge === 'from' ? '00:00:00.000' : '23:59:59.999'}` : text;
  const named = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(whole);
  const asUtc = Date.parse(named ? whole : `${whole}Z`);
  if (Number.isNaN(asUtc)) return null;
  return named ? asUtc : asUtc - easternOffsetMs(asUtc);
}

function easternOffsetMs(instant: number): number {
  const name = easternOffset.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -offset : offset;
}
