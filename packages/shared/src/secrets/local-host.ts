/**
 * Whether a `Host` header (with or without a port) names something that nobody can register in the public DNS: an
 * address literal, `localhost`, or a name without a dot such as that of a container. A page of a stranger whose name
 * was made to resolve to this machine (DNS rebinding) always sends a name with a dot.
 */
export function isLocalHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const isAddress = /^\[[\da-f:.]+\]$/.test(name) || /^\d{1,3}(\.\d{1,3}){3}$/.test(name);
  return isAddress || name.endsWith('.localhost') || /^[a-z\d_-]+$/.test(name);
}
