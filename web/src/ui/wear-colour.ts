/**
 * Gives the page the colour of the company, now that it is known whose page it is; null is the usual one. Set through
 * the style object: the content policy forbids style in markup.
 */
export function wearColour(accent: string | null): void {
  document.documentElement.style.setProperty('--tenant', accent ?? 'var(--own)');
  if (accent === null || CSS.supports('color: oklch(from red l c h)')) return;
  // Such a browser cannot derive the tones itself.
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = `/api/colours/${accent.slice(1)}.css`;
  document.head.append(sheet);
}
