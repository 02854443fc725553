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
def even(event):
    return event["DTSTART"].dt.utcoffset() == event["DTEND"].dt.utcoffset()
def told(event, known):
    start, end = (int(event[name].dt.astimezone(utc).timestamp() * 1000) for name in ("DTSTART", "DTEND"))
    return [start, end if known and even(event) else None]
def all_of(calendar):
    # The first says how long the others are.
    known = even(calendar.walk("VEVENT")[0])
    found = recurring_ical_events.of(calendar).between(first, last)
    return sorted([told(event, known) for event in found], key=lambda span: span[0])
print(json.dumps([all_of(icalendar.Calendar.from_ical(text)) for text in asked["texts"]]))
`;

/** Start and end, which is null where clocks change during it or the first of them: what that means is read in two ways. */
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
