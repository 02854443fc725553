/** Moves the focus from a heading to the row that leads to a page, as soon as it is there and the focus has not gone on. */
export function focusRowOf(path: string, heading: HTMLElement): void {
  const find = () => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('main a.row-link[data-row]')];
    const link = links.find(({ pathname }) => pathname === path);
    if (link === undefined && document.activeElement === heading) return false;
    link?.focus();
    return true;
  };
  if (find()) return;
  const watch = new MutationObserver(() => find() && watch.disconnect());
  watch.observe(document.body, { childList: true, subtree: true });
}

/** Moves the focus to the link of the next or the former row of a list, from outside of it to its first or last. */
export function walkRows(list: Element | undefined, step: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])];
  const present = links.findIndex((link) => link.closest('tr, li')?.contains(document.activeElement));
  const next = present < 0 ? (step === 1 ? 0 : links.length - 1) : present + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}
