type Kind = 'localStorage' | 'sessionStorage';

// Some browsers that block cookies refuse the very question, and a page must open all the same.

/** What this browser remembers under a name; null where it remembers nothing, or may not. */
export function remembered(key: string, kind: Kind = 'localStorage'): string | null {
  try {
    return window[kind].getItem(key);
  } catch {
    return null;
  }
}

/** Remembers something for the next time, as far as the browser lets it; null forgets it. */
export function remember(key: string, value: string | null, kind: Kind = 'localStorage'): void {
  try {
    if (value === null) window[kind].removeItem(key);
    else window[kind].setItem(key, value);
  } catch {
    // Then it is asked again.
  }
}
