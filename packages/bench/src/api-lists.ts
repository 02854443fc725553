import type { BenchPortal } from './bench-portal.ts';
import { examinedBy } from './examined.ts';
import { goalRow, latencyText, type Row } from './report.ts';
import { median, timed } from './statistics.ts';

const sizes = [1_000, 10_000] as const;
const pageOf = 50;
const calls = 60;
const statuses = ['invited', 'scheduled', 'completed', 'cancelled'] as const;

interface List {
  readonly name: string;
  readonly procedure: 'interviews.list' | 'queue.list';
  readonly input: object;
}

/** W6: the lists of a company's console with a thousand interviews and with ten thousand. */
export async function measureLists(portal: BenchPortal): Promise<Row[]> {
  const [person, other] = [await portal.addInterviewer(), await portal.addInterviewer()];
  const templateId = await portal.addTemplate([person]);
  const [first] = await portal.inviteMany(1, templateId);
  if (first === undefined) throw new Error('nobody was invited');
  const medians = new Map<string, number>();
  const rows: Row[] = [];
  for (const size of sizes) {
    await fillUpTo(portal, { size, interviewId: first.interviewId }, (n) => ({
      status: statuses[n % statuses.length] ?? 'invited',
      people: n % 10 === 0 ? [other] : [person],
      ...(n % 20 === 0 ? { marks: [{ cause: 'bounced', since: new Date(n) }] } : {}),
    }));
    // From the middle on, so that a page that reads all before it would show.
    const cursor = await idInTheMiddle(portal);
    const lists: List[] = [
      { name: 'newest', procedure: 'interviews.list', input: { limit: pageOf } },
      { name: 'from the middle', procedure: 'interviews.list', input: { limit: pageOf, cursor } },
      {
        name: 'of one status',
        procedure: 'interviews.list',
        input: { limit: pageOf, filter: { statuses: ['scheduled'] } },
      },
      { name: 'of one person', procedure: 'interviews.list', input: { limit: pageOf, filter: { personId: other } } },
      { name: 'needs a person', procedure: 'queue.list', input: { limit: pageOf } },
    ];
    for (const list of lists) rows.push(await measureList(portal, { list, size, medians }));
  }
  return rows;
}

interface Measured {
  readonly list: List;
  readonly size: number;
  readonly medians: Map<string, number>;
}

async function measureList(portal: BenchPortal, { list, size, medians }: Measured): Promise<Row> {
  const ask = () => portal.ask(list.procedure, list.input);
  const plan = await examinedBy(portal, ask, 'bookings');
  const times: number[] = [];
  for (let n = 0; n < calls; n++) {
    const took = await timed(ask);
    // The first half is the warm-up.
    if (n >= calls / 2) times.push(took);
  }
  const former = medians.get(list.name);
  medians.set(list.name, median(times));
  const isServed = !plan.scans && plan.examined <= 10 * pageOf;
  const row = goalRow(
    `W6 ${list.name}, ${size} interviews`,
    `${latencyText(times)}, ${plan.examined} rows read at most, ${plan.scans ? 'a whole collection' : 'by an index'}`,
    'by an index, no more than ten times the page',
    isServed,
  );
  return former === undefined
    ? row
    : { ...row, reference: `with ${sizes[0]}: p50 ${former.toFixed(1)} ms`, ratio: former / median(times) };
}

/** Copies of an interview until the company has so many; what differs goes by their number. */
async function fillUpTo(
  { rows }: BenchPortal,
  { size, interviewId }: { readonly size: number; readonly interviewId: string },
  differ: (n: number) => object,
): Promise<void> {
  const bookings = rows.collection<{ _id: string }>('bookings');
  const model = await bookings.findOne({ _id: interviewId });
  const present = await bookings.countDocuments();
  const copies = Array.from({ length: size - present }, (_, k) => {
    const n = present + k;
    const _id = `int_0000000000${String(n).padStart(16, '0')}`;
    return { ...model, _id, rootInterviewId: _id, planOver: true, ...differ(n) };
  });
  await bookings.insertMany(copies);
}

async function idInTheMiddle({ rows }: BenchPortal): Promise<string> {
  const bookings = rows.collection<{ _id: string }>('bookings');
  const half = Math.floor((await bookings.countDocuments()) / 2);
  const [row] = await bookings.find().sort({ _id: -1 }).skip(half).limit(1).toArray();
  return row?._id ?? '';
}
