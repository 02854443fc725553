import { documentedPorts, type PortalPorts } from './portal-settings.ts';
import { choosePort } from './ports.ts';
import { ownerOf } from './processes-seen.ts';

export interface StackPorts extends PortalPorts {
  /** What people open: booking itself, or Vite in watch mode. */
  readonly web: number;
  readonly mongo: number;
  readonly temporal: number;
  readonly temporalUi: number;
}

type PortName = keyof StackPorts;

const infrastructurePorts = { mongo: 27217, temporal: 7233, temporalUi: 8233 };

/**
 * A port for everything: the one kept with the data, else the documented one, else any free one. In watch mode Vite
 * takes booking's documented port and booking moves aside.
 */
export async function chooseStackPorts(
  kept: Partial<StackPorts>,
  { watch, say }: { readonly watch: boolean; readonly say: (line: string) => void },
): Promise<StackPorts> {
  const given = new Set<number>();
  const choose = async (name: string, preferred: number): Promise<number> => {
    const isGiven = given.has(preferred);
    const port = await choosePort(preferred, given);
    if (port === preferred || isGiven) return port;
    const owner = (await ownerOf(preferred)) ?? 'another process';
    say(`Port ${preferred} is taken by ${owner}: ${name} listens on ${port}`);
    return port;
  };
  const wanted: Record<PortName, number> = {
    ...infrastructurePorts,
    ...documentedPorts,
    web: documentedPorts.booking,
    ...kept,
  };
  // Booking and Vite swap places between the modes, so neither keeps the other's port.
  const web = await choose('the portal', wanted.web);
  const booking = watch ? await choose('booking', 3004) : web;
  const names = Object.keys({ ...infrastructurePorts, ...documentedPorts }) as PortName[];
  const chosen: Record<PortName, number> = { ...wanted, web, booking };
  for (const name of names) {
    if (name !== 'booking') chosen[name] = await choose(name, wanted[name]);
  }
  return chosen;
}

/** What is worth keeping with the data. */
export function portsToKeep(ports: StackPorts): Partial<StackPorts> {
  const { booking: _follows, ...kept } = ports;
  return kept;
}
