import { offsetText } from '@interlude/shared/time/zone-text';

/** An instant on the device's own clock, for where no zone of an interview is known: shifted, to be formatted, and its offset. */
export function onDeviceClock(at: number): { readonly shifted: number; readonly offset: string } {
  const minutes = -new Date(at).getTimezoneOffset();
  return { shifted: at + minutes * 60_000, offset: offsetText(minutes) };
}
