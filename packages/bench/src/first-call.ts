import { freeStarts } from '@interlude/shared/slots/free-slots';
import { listingOf } from './engine-workload.ts';
import { loadPeer } from './peer-engine.ts';

// A process of its own: it loads one engine, times its very first listing and prints
// the milliseconds it took and those of processor time.
const [, , bundle] = process.argv;
const listing = listingOf({ kind: 'one', people: 1, days: 30, busyTimes: 50 });
const engine =
  bundle === undefined ? () => freeStarts(listing.question, listing.span) : (await loadPeer(bundle))(listing);
const [began, cpu] = [performance.now(), process.cpuUsage()];
engine();
const took = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
console.log(took, (user + system) / 1_000);
