/**
 * A time zone where it is between ten and eleven in the morning now. A test that needs "today", a free start later
 * today or a working day under way gives it to its company and interviewers, and passes at every hour of the day.
 */
export function morningZone(now = Date.now()): string {
  const isMorning = (timeZone: string) =>
    new Date(now).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit' }) === '10';
  const zone = Intl.supportedValuesOf('timeZone').find(isMorning);
  if (zone === undefined) throw new Error(`no zone where it is ten o’clock at ${new Date(now).toISOString()}`);
  return zone;
}
