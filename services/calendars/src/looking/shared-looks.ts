interface Running<Answer> {
  readonly tenantId: string;
  readonly now: Promise<Answer>;
  next?: Promise<Answer>;
}

/** Who is looked at. */
interface Looked {
  readonly tenantId: string;
  readonly personId: string;
}

interface Bounds {
  readonly most: number;
  /** Of one company, so that its slow calendars leave others theirs. */
  readonly mostOfOne: number;
}

/**
 * Many may choose among the times of one person at once: whoever asks gets the answer of a look that began after they
 * asked, and of one person there is one under way and one that waits, however many ask. Of all people, and of those of one
 * company, a bounded number is under way: whoever asks for more is told at once that it cannot be found out.
 */
export function createSharedLooks<Answer>({ most, mostOfOne }: Bounds) {
  const running = new Map<string, Running<Answer>>();

  function begin({ tenantId, personId }: Looked, look: () => Promise<Answer>): Promise<Answer> {
    const one: Running<Answer> = { tenantId, now: look() };
    running.set(personId, one);
    const end = () => {
      if (running.get(personId) === one) running.delete(personId);
    };
    one.now.then(end, end);
    return one.now;
  }

  function isFull(tenantId: string): boolean {
    const ofOne = [...running.values()].filter((one) => one.tenantId === tenantId).length;
    return running.size >= most || ofOne >= mostOfOne;
  }

  return (of: Looked, look: () => Promise<Answer>): Promise<Answer> => {
    const one = running.get(of.personId);
    if (one === undefined && isFull(of.tenantId)) return Promise.reject(new Error('too many looks at once'));
    if (one === undefined) return begin(of, look);
    const again = () => begin(of, look);
    one.next ??= one.now.then(again, again);
    return one.next;
  };
}
