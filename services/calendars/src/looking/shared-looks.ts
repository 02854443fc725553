interface Running<Answer> {
  readonly now: Promise<Answer>;
  next?: Promise<Answer>;
}

/**
 * Many may choose among the times of one person at once: whoever asks gets the answer of a look that began after they
 * asked, and of one key there is one under way and one that waits, however many ask. Of all keys there are `most` under way:
 * whoever asks for more is told at once that it cannot be found out.
 */
export function createSharedLooks<Answer>(most = Number.POSITIVE_INFINITY) {
  const running = new Map<string, Running<Answer>>();

  function begin(key: string, look: () => Promise<Answer>): Promise<Answer> {
    const one: Running<Answer> = { now: look() };
    running.set(key, one);
    const end = () => {
      if (running.get(key) === one) running.delete(key);
    };
    one.now.then(end, end);
    return one.now;
  }

  return (key: string, look: () => Promise<Answer>): Promise<Answer> => {
    const one = running.get(key);
    if (one === undefined && running.size >= most) return Promise.reject(new Error('too many looks at once'));
    if (one === undefined) return begin(key, look);
    const again = () => begin(key, look);
    one.next ??= one.now.then(again, again);
    return one.next;
  };
}
