const minute = 60_000;
const mostInAMinute = 5;
const firstPauseMs = 500;

interface RestartParts<Name extends string> {
  /** Starts it again; `note` says how often that has happened and why the last time. */
  readonly start: (name: Name, note: string) => Promise<void>;
  readonly say: (line: string) => void;
  /** It died too often: no more is tried. */
  readonly giveUp: (name: Name, how: string, tail: string) => void;
}

/** Starts again what died, with pauses that grow, at most five times a minute. */
export function createRestarts<Name extends string>({ start, say, giveUp }: RestartParts<Name>) {
  const deaths = new Map<Name, number[]>();
  const timers = new Set<NodeJS.Timeout>();
  let isOver = false;

  return {
    died(name: Name, how: string, tail: string): void {
      if (isOver) return;
      const now = performance.now();
      const all = [...(deaths.get(name) ?? []), now];
      deaths.set(name, all);
      const recent = all.filter((at) => now - at < minute).length;
      if (recent > mostInAMinute) {
        isOver = true;
        giveUp(name, `${how}, again after ${mostInAMinute} restarts within a minute`, tail);
        return;
      }
      const pauseMs = firstPauseMs * 2 ** (recent - 1);
      say(`${name} ${how}; it is started again in ${pauseMs / 1000} s`);
      const note = `started again ${all.length === 1 ? 'once' : `${all.length} times`}; before that it ${how}`;
      const timer = setTimeout(() => {
        timers.delete(timer);
        start(name, note).then(
          () => say(`${name} is ready again`),
          // Whoever dies on the way is reported by its death.
          (error: unknown) => isOver || say(error instanceof Error ? error.message : String(error)),
        );
      }, pauseMs);
      timers.add(timer);
    },
    stop(): void {
      isOver = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
