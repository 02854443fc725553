/** What had the focus last, and everything around it, from the inside out. */
let path: Element[] = [];
let isKept = false;

/**
 * Whoever goes by keys or listens must not be thrown back to the top of the page when what they stand on goes away: a
 * time that somebody else took, a button that did its work, a page whose link was replaced. The focus goes to the
 * heading nearest to where it was; never to another button, which the next press would push.
 */
export function keepFocus(): void {
  if (isKept) return;
  isKept = true;
  remember(document.activeElement);
  document.addEventListener('focusin', ({ target }) => remember(target));
  // A click beside everything, and a Tab into the browser's own bars, give the focus up on purpose.
  document.addEventListener('pointerdown', ({ target }) => {
    // What has it already is not told again that it has.
    if (!(target instanceof Node && path[0]?.contains(target))) forget();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Tab') return;
    document.addEventListener('focusout', forget, { once: true });
    setTimeout(() => document.removeEventListener('focusout', forget));
  });
  new MutationObserver(() => {
    // Whatever replaces it may take the focus itself, in the same turn.
    if (isLost()) setTimeout(giveBack);
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
}

const isLost = () => path.length > 0 && document.activeElement === document.body;

function forget() {
  path = [];
}

function remember(target: EventTarget | null) {
  path = [];
  for (let one = target instanceof Element ? target : null; one !== null; one = one.parentElement) path.push(one);
  // The body itself is nothing that anybody stands on.
  if (target === document.body) path = [];
}

// Where nothing stands there yet, the next change of the page is waited for.
function giveBack() {
  if (!isLost()) return;
  const [own] = path;
  // A button that is at work has the focus again once it is done.
  if (own?.isConnected && own.matches(':disabled')) return;
  // What was put elsewhere on the page lost the focus all the same.
  if (own instanceof HTMLElement && own.isConnected) own.focus();
  // One that was closed or hidden meanwhile takes none.
  if (!isLost()) return;
  const headings = path
    .filter(({ isConnected }) => isConnected)
    .flatMap((one) => [...one.querySelectorAll<HTMLElement>('h1, h2, h3')]);
  const heading = headings.find((found) => found.checkVisibility());
  if (heading === undefined) return;
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  heading.focus();
}
