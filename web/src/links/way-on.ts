/** Where a mailed link leads on to: `?go=reschedule` or `cancel`, or the page itself, with the time that `?start=` names. */
export function wayOn(interviewId: string, search: string): string {
  const asked = new URLSearchParams(search);
  const go = asked.get('go') ?? '';
  const start = asked.get('start');
  const step = /^(reschedule|cancel)$/.test(go) ? `/${go}` : '';
  return `/i/${interviewId}${step}${start === null ? '' : `?${new URLSearchParams({ start })}`}`;
}
