/** `PT1H` → `1 hour`, `P1DT2H` → `1 day 2 hours`: English, for the workflow UI, whose workflows must not depend on what `Intl` says. */
export function leadText(text: string): string {
  const parts = [...text.matchAll(/(\d+)([WDHMS])/g)].map(([, digits, letter]) => {
    const unit = { W: 'week', D: 'day', H: 'hour', M: 'minute', S: 'second' }[letter ?? ''];
    return `${digits} ${unit}${digits === '1' ? '' : 's'}`;
  });
  return parts.join(' ');
}
