/** The hosts that somebody has typed, each once, or null where they have typed none. */
export function hostsFrom(text: string): string[] | null {
  const hosts = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((host) => host !== '');
  return hosts.length === 0 ? null : [...new Set(hosts)];
}
