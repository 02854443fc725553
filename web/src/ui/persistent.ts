const attempts = 6;
const firstWaitMs = 500;

/**
 * Asks again for code or words that did not come, at once when the connection is back: a part of the page that is
 * fetched later must not be missing for good because the network was gone for that moment. Rejects when it does not come
 * for half a minute with a network.
 */
export async function persistent<T>(load: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await load();
    } catch (error) {
      // Without a network nothing is known of what is asked for.
      if (attempt >= attempts && navigator.onLine) throw error;
      await nextChance(firstWaitMs * 2 ** Math.min(attempt, attempts));
    }
  }
}

function nextChance(waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, waitMs);
    window.addEventListener('online', () => resolve(), { once: true });
  });
}
