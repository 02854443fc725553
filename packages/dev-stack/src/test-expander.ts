import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from './config.ts';
import { pythonFolder, recurringEvents } from './python-packages.ts';
import { runCommand } from './run-command.ts';

const program = `
import json, sys
from datetime import datetime, timezone
import icalendar, recurring_ical_events
asked = json.load(open(sys.argv[1]))
utc = timezone.utc
first, last = (datetime.fromtimestamp(asked[name] / 1000, utc) for name in ("from", "to"))
def told(event):
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    even = start.utcoffset() == end.utcoffset()
    return [int(start.astimezone(utc).timestamp() * 1000), int(end.astimezone(utc).timestamp() * 1000) if even else None]
print(json.dumps([
    sorted([told(event) for event in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(first, last)],
           key=lambda span: span[0])
    for text in asked["texts"]
]))
`;

/** Start and end, which is null where clocks change meanwhile: what that means is read in two ways. */
type Expanded = readonly [from: number, to: number | null];

/** The events of each text within a span of time, as another product expands them; by one process for all. */
export async function expandElsewhere(
  texts: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Expanded[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'interlude-expander-'));
  try {
    const [asked, script] = [join(folder, 'asked.json'), join(folder, 'expand.py')];
    await writeFile(asked, JSON.stringify({ texts, from, to }));
    await writeFile(script, program);
    const env = { ...environment, PYTHONPATH: await pythonFolder(recurringEvents) };
    return JSON.parse(await runCommand('python3', [script, asked], env));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
