/** Writes one JSON line about something that failed where nobody waits for an answer. */
export function logFailure(what: string): (error: unknown) => void {
  return (error) => {
    process.stderr.write(`${JSON.stringify({ level: 'error', msg: what, error: String(error) })}\n`);
  };
}
