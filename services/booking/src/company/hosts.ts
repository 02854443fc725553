import { isIPv4 } from 'node:net';
import { domainToUnicode } from 'node:url';
import type { ReturnTo } from '@interlude/shared/schemas/service';
import { refuse } from '../runtime/refused.ts';
import { type CompanyActor, type CompanyDeps, noteChange } from './company-change.ts';
import type { TenantRow } from './tenant-store.ts';

/** Fields of a company that are lists of hosts, and the command that changes each. */
export type HostsField = 'meetingHosts' | 'hosts';
const actions = { meetingHosts: 'saveMeetingHosts', hosts: 'saveHosts' } as const satisfies Record<HostsField, string>;

/** Puts a list of hosts in place of the one before; null takes it away. */
export async function saveHosts(
  app: CompanyDeps,
  actor: CompanyActor,
  { field, hosts }: { readonly field: HostsField; readonly hosts: string[] | null },
): Promise<void> {
  const { tenants, inTransaction } = app.stores;
  const said = (list: readonly string[] | null) => list?.join(' ') ?? null;
  await inTransaction(async () => {
    const before = await tenants.setHosts(actor.tenantId, field, hosts);
    await noteChange(app, actor, { action: actions[field], detail: { before: said(before), after: said(hosts) } });
  });
  tenants.forget(actor.tenantId);
}

// Letters, digits and hyphens, as a header may hold them, and a port; what `URL` has made of a typed name.
const plainHost = /^[a-z\d-]+(\.[a-z\d-]+)*(:[1-9]\d*)?$/;
const longestHost = 253 + ':65535'.length;

/** As many as a company may name. */
export const mostHosts = 20;

/** Whether a host, with or without a port, is the machine of whoever opens it. */
function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || name.endsWith('.localhost') || (isIPv4(name) && name.startsWith('127.'));
}

/**
 * The host of a website, with its port where it has one, as browsers write it: small letters, punycode, without the
 * usual port. Null for everything else: schemes, paths, users, wildcards, addresses and names that no website has.
 * The own machine counts in development alone.
 */
export function websiteHost(typed: string, production: boolean): string | null {
  const text = typed.trim();
  if (/[/?#@\\*\s]/.test(text)) return null;
  const host = URL.parse(`https://${text}`)?.host ?? '';
  if (!plainHost.test(host) || host.length > longestHost) return null;
  if (isLoopback(host)) return production ? null : host;
  const name = host.replace(/:\d+$/, '');
  return name.includes('.') && !isIPv4(name) ? host : null;
}

/** The origin of such a host: encrypted, but for the own machine. */
export function websiteOrigin(host: string): string {
  return `${isLoopback(host) ? 'http' : 'https'}://${host}`;
}

/** The hosts as they are kept, each once; refuses the first that is none by its place in the list. */
export function checkedHosts(typed: readonly string[], production: boolean): string[] {
  const hosts = typed.map((one, place) => {
    const message = 'must be the host of a website, such as www.acme.example';
    return (
      websiteHost(one, production) ?? refuse({ code: 'invalid_input', issues: [{ path: `hosts.${place}`, message }] })
    );
  });
  return [...new Set(hosts)];
}

/** The origins that may show a company's services in a frame; what is no host of a website never stands in a header. */
export function framingOrigins({ hosts = [] }: Pick<TenantRow, 'hosts'>, production: boolean): string[] {
  return hosts.filter((host) => websiteHost(host, production) === host).map(websiteOrigin);
}

/** An address to go back to after booking, or null where it is on none of the company's websites. */
export function returnTo({ hosts = [] }: Pick<TenantRow, 'hosts'>, asked: string | undefined): ReturnTo | null {
  const url = URL.parse(asked ?? '');
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (!hosts.includes(url.host) || url.origin !== websiteOrigin(url.host)) return null;
  const port = url.port === '' ? '' : `:${url.port}`;
  return { href: url.href, host: domainToUnicode(url.hostname) + port };
}
