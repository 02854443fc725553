// Put into the page, so each is whole in itself.

/** Role and name of what has the focus, or null when that has left the page. */
export function stopHere(): string | null {
  const here = document.activeElement;
  if (here === null || here === document.body) return null;
  const textOf = (one: Element | null) => {
    const heard = one?.cloneNode(true);
    if (!(heard instanceof Element)) return '';
    for (const silent of heard.querySelectorAll('[aria-hidden=true]')) silent.remove();
    return heard.textContent ?? '';
  };
  const ids = here.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const labels =
    here instanceof HTMLInputElement || here instanceof HTMLTextAreaElement ? [...(here.labels ?? [])] : [];
  const named = [...ids.map((id) => document.getElementById(id)), ...labels].map(textOf).join(' ');
  const name = here.getAttribute('aria-label') ?? (named === '' ? textOf(here) : named);
  const role = here.getAttribute('role') ?? (here instanceof HTMLInputElement ? here.type : here.tagName.toLowerCase());
  return `${role} "${name.trim()}"`;
}

/** Whether what has the focus looks different from how it looks without. */
export function isFocusSeen(): boolean {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement)) return false;
  const around = [here, ...here.querySelectorAll('*'), here.closest('label')].filter((one) => one !== null);
  const look = () =>
    around.map((one) => {
      const { outline, outlineOffset, boxShadow, borderColor, backgroundColor } = getComputedStyle(one);
      return [outline, outlineOffset, boxShadow, borderColor, backgroundColor].join(' ');
    });
  const focused = look();
  here.blur();
  const plain = look();
  here.focus();
  return focused.join() !== plain.join();
}
