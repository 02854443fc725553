const attempts = 4;
const firstWaitMs = 500;

/**
 * Asks for code or words once there is a network, and again when they did not come: a part of the page that is fetched
 * later must not be missing for good because the network was gone for that moment. Chromium remembers for the life of a
 * page what code did not come, so there only the wait helps, and whoever asks must offer to load the page anew. Rejects
 * when it does not come for some seconds with a network.
 */
export async function persistent<T>(load: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    await network();
    try {
      return await load();
    } catch (error) {
      // Without a network nothing is known of what is asked for.
      if (attempt >= attempts && navigator.onLine) throw error;
      await nextChance(firstWaitMs * 2 ** Math.min(attempt, attempts));
    }
  }
}

async function network(): Promise<void> {
  if (navigator.onLine) return;
  await new Promise((resolve) => {
    window.addEventListener('online', resolve, { once: true });
  });
}

function nextChance(waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, waitMs);
    window.addEventListener('online', () => resolve(), { once: true });
  });
}
