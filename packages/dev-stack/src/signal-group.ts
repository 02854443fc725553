/** Signals a process group; 0 only asks whether anybody is left. Answers false when nobody is. */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}
