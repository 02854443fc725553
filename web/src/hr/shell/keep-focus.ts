/** Puts the focus on the heading when what had it is gone with what was just done. */
export function keepFocus(): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) {
      document.querySelector<HTMLElement>('main h1')?.focus();
    }
  });
}
