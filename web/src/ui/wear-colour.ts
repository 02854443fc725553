let sheet: HTMLLinkElement | undefined;

/**
 * Gives the page the colour of the company, now that it is known whose page it is; null is the usual one. Set through
 * the style object: the content policy forbids style in markup.
 */
export function wearColour(accent: string | null): void {
  document.documentElement.style.setProperty('--tenant', accent ?? 'var(--own)');
  if (CSS.supports('color: oklch(from red l c h)')) return;
  // Such a browser cannot derive the tones itself. Every answer about the same page names the same colour again.
  const href = accent && `/api/colours/${accent.slice(1)}.css`;
  if (sheet?.getAttribute('href') === href) return;
  sheet?.remove();
  sheet = undefined;
  if (href === null) return;
  sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  document.head.append(sheet);
}
