/** Who something is done for. */
export interface Owner {
  readonly tenantId: string;
  readonly personId: string;
}

interface Waiting extends Owner {
  readonly signal: AbortSignal;
  readonly begin: () => void;
}

interface Bounds {
  /** At work at once, of all companies. */
  readonly most: number;
  /** At work at once of one company: the rest is for others. */
  readonly mostOfOne: number;
  /** Who wait, at most: of one person, of one company, and of all. */
  readonly waiting: { readonly ofPerson: number; readonly ofCompany: number; readonly ofAll: number };
}

/** There is no room to wait. */
export class LineFull extends Error {
  override name = 'LineFull';
}

/**
 * Lets one after the other do something: companies take turns, and within a company its people. However much one of them
 * wants, others wait for one thing of theirs at most.
 */
export function createFairLine({ most, mostOfOne, waiting: bounds }: Bounds) {
  /** Companies and people in the order of their turns. */
  const line = new Map<string, Map<string, Waiting[]>>();
  const running = new Map<string, number>();
  let [atWork, size] = [0, 0];

  function join(one: Waiting): void {
    const company = line.get(one.tenantId) ?? new Map<string, Waiting[]>();
    const own = company.get(one.personId) ?? [];
    const ofCompany = [...company.values()].reduce((sum, { length }) => sum + length, 0);
    if (own.length >= bounds.ofPerson || ofCompany >= bounds.ofCompany || size >= bounds.ofAll) throw new LineFull();
    line.set(one.tenantId, company.set(one.personId, [...own, one]));
    size += 1;
  }

  /** Whose turn it is, who has their next only after all others. */
  function next(): Waiting | null {
    const found = [...line].find(([tenantId]) => (running.get(tenantId) ?? 0) < mostOfOne);
    if (found === undefined) return null;
    const [tenantId, company] = found;
    const [personId, own] = [...company][0] ?? ['', []];
    const [one = null, ...rest] = own;
    company.delete(personId);
    if (rest.length > 0) company.set(personId, rest);
    line.delete(tenantId);
    if (company.size > 0) line.set(tenantId, company);
    size -= 1;
    return one?.signal.aborted ? next() : one;
  }

  function goOn(): void {
    while (atWork < most) {
      const one = next();
      if (one === null) return;
      count(one.tenantId, 1);
      one.begin();
    }
  }

  function count(tenantId: string, more: number): void {
    atWork += more;
    const now = (running.get(tenantId) ?? 0) + more;
    if (now === 0) running.delete(tenantId);
    else running.set(tenantId, now);
  }

  /** Does it in turn, or not at all once `signal` says so. Throws `LineFull`, and what `signal` says. */
  return async <Answer>(of: Owner, signal: AbortSignal, act: () => Promise<Answer>): Promise<Answer> => {
    signal.throwIfAborted();
    const turn = Promise.withResolvers<void>();
    join({ ...of, signal, begin: turn.resolve });
    const giveUp = () => turn.reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    goOn();
    await turn.promise.finally(() => signal.removeEventListener('abort', giveUp));
    try {
      signal.throwIfAborted();
      return await act();
    } finally {
      count(of.tenantId, -1);
      goOn();
    }
  };
}
