/** Moves the focus to the link of the next or the former row of a list, from outside of it to its first or last. */
export function walkRows(list: Element | undefined, step: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])];
  const present = links.findIndex((link) => link.closest('tr, li')?.contains(document.activeElement));
  const next = present < 0 ? (step === 1 ? 0 : links.length - 1) : present + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}
