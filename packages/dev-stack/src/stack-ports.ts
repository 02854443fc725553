import { documentedPorts, type PortalPorts } from './portal-settings.ts';
import { choosePort } from './ports.ts';

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
export async function chooseStackPorts(kept: Partial<StackPorts>, watch: boolean): Promise<StackPorts> {
  const given = new Set<number>();
  const wanted: Record<PortName, number> = {
    ...infrastructurePorts,
    ...documentedPorts,
    web: documentedPorts.booking,
    ...kept,
  };
  // Booking and Vite swap places between the modes, so neither keeps the other's port.
  const web = await choosePort(wanted.web, given);
  const booking = watch ? await choosePort(3004, given) : web;
  const names = Object.keys({ ...infrastructurePorts, ...documentedPorts }) as PortName[];
  const chosen: Record<PortName, number> = { ...wanted, web, booking };
  for (const name of names) {
    if (name !== 'booking') chosen[name] = await choosePort(wanted[name], given);
  }
  return chosen;
}

/** What is worth keeping with the data. */
export function portsToKeep(ports: StackPorts): Partial<StackPorts> {
  const { booking: _follows, ...kept } = ports;
  return kept;
}
