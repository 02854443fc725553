/** As many as the server takes. */
export const mostHosts = 50;

/** The hosts that somebody has typed, each once, or null where they leave it to what is known. */
export function hostsFrom(text: string): string[] | null {
  const hosts = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((host) => host !== '');
  return hosts.length === 0 ? null : [...new Set(hosts)];
}
