import { measureFirstCall } from './engine-first-call.ts';
import { measureFuzz } from './engine-fuzz.ts';
import { measureSideBySide } from './engine-side-by-side.ts';
import { bundlePeer } from './peer-bundle.ts';
import { loadPeer } from './peer-engine.ts';
import { fetchPeer, peerName } from './peer-package.ts';
import { goalRow, type Row } from './report.ts';

/** W1 of the engine alone, side by side with the reference; without a network only what needs no reference. */
export async function measureEngine(peerFolder: string): Promise<Row[]> {
  let bundle: string;
  try {
    bundle = await bundlePeer(await fetchPeer(peerFolder));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const row = goalRow(`W1 engine beside ${peerName}`, `reference not to be had: ${reason}`, '', null);
    return [row, ...(await measureFirstCall(null))];
  }
  // First, while nothing of this process disturbs the fresh ones.
  const firstCall = await measureFirstCall(bundle);
  const peer = await loadPeer(bundle);
  return [...measureSideBySide(peer), ...measureFuzz(peer), ...firstCall];
}
