import { until } from '@interlude/dev-stack/until-ready';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createKeyboard, isFocused } from '../src/test-keyboard.ts';
import { complaints } from './judge.ts';
import { standBefore } from './stand.ts';
import { linkOf, type State, type Way } from './state.ts';
import { isFocusSeen, stopHere } from './stops.ts';
import { states } from './table.ts';
import { theatreOfFile } from './test-theatre.ts';

const ids = [
  'pick-times',
  'pick-parts',
  'pick-group',
  'pick-window-full',
  'pick-offer',
  'completed-retake-possible',
  'service',
];
const theatre = theatreOfFile(states.filter(({ id }) => ids.includes(id)));

it('goes from a link to a time, another time and none by keys, and never loses the focus', {
  concurrent: true,
}, async () => {
  await journey('pick-times', async ({ page, keys, titled, press }) => {
    // What comes later than the times is a stop as well.
    await page.getByRole('button', { name: 'Join the waitlist' }).waitFor();
    await inOrder(page, [
      'Skip to the content',
      /^button "\w{3} \d+ \w{3}/,
      /^gridcell|^radio/,
      'Change the time zone',
      'Join the waitlist',
      'Privacy',
      'Accessibility',
    ]);
    await press(page.locator('button.soonest').nth(1));
    await focused(page.getByRole('heading', { name: 'Your choice' }));
    await inOrder(page, ['Anything we should know?', /^button "Book /]);
    await press(page.getByRole('button', { name: /^Book / }));
    await titled(/^You’re booked/);
    await inOrder(page, [
      'Change the time zone',
      'Add to calendar',
      'Choose a calendar',
      'Join the interview',
      'Move to another time',
      'Cancel interview',
    ]);
    const calendars = page.locator('.split summary');
    await press(calendars);
    await keys.activate(page.locator('.split li a').first());
    await focused(calendars);
    await press(page.getByRole('link', { name: 'Move to another time' }));
    await titled('Move your interview');
    await press(page.locator('button.soonest').nth(2));
    await press(page.getByRole('button', { name: /^Move to / }));
    await titled(/^You’re booked/);
    await press(page.getByRole('link', { name: 'Cancel interview' }));
    await titled('Cancel your interview?');
    await inOrder(page, [
      'Move it instead',
      /^radio "I am no longer available/,
      /^textarea/,
      'Cancel interview',
      'Keep the interview',
    ]);
    await keys.activate(page.getByRole('radio').first(), 'Space');
    await press(page.getByRole('button', { name: 'Cancel interview' }));
    await titled('Your interview is cancelled');
  });
});

it('asks for another attempt by keys', { concurrent: true }, async () => {
  await journey('completed-retake-possible', async ({ page, keys, titled, press }) => {
    await press(page.getByRole('link', { name: 'Ask for another attempt' }));
    await titled('Another attempt');
    await keys.activate(page.getByRole('radio').first(), 'Space');
    await press(page.getByRole('button', { name: 'Send request' }));
    await titled('Your interview is done');
  });
});

it('chooses the parts of an interview by keys', { concurrent: true }, async () => {
  await journey('pick-parts', async ({ page, keys, titled, press }) => {
    await keys.activate(
      page
        .getByRole('radiogroup', { name: /^Times for part 1/ })
        .getByRole('radio')
        .first(),
      'Space',
    );
    // Twice on the page: beside its part, and in the bar.
    await press(page.getByRole('button', { name: 'Choose a time for part 2' }).first());
    await focused(page.getByRole('heading', { name: /^Times for part 2/ }));
    await keys.activate(
      page
        .getByRole('radiogroup', { name: /^Times for part 2/ })
        .getByRole('radio')
        .first(),
      'Space',
    );
    await press(page.getByRole('button', { name: /^Book all 2 parts/ }));
    await titled(/^You’re booked/);
  });
});

it('takes a place in a group session by keys', { concurrent: true }, async () => {
  await journey('pick-group', async ({ page, titled, press }) => {
    await press(page.locator('button.soonest').first());
    await press(page.getByRole('button', { name: /^Book / }));
    await titled(/^You’re booked/);
  });
});

it('joins the waitlist and leaves it by keys', { concurrent: true }, async () => {
  await journey('pick-window-full', async ({ page, press }) => {
    await press(page.getByRole('button', { name: 'Join the waitlist' }));
    await focused(page.getByRole('heading', { name: 'You are on the waitlist' }));
    await press(page.getByRole('button', { name: 'Leave the waitlist' }));
    await focused(page.getByRole('heading', { name: 'Hear of times that become free' }));
  });
});

it('passes on an offered time by keys', { concurrent: true }, async () => {
  await journey('pick-offer', async ({ page, press }) => {
    await inOrder(page, [/^button "Book /, 'Pass on this time', 'Change the time zone']);
    await press(page.getByRole('button', { name: 'Pass on this time' }));
    await page.getByText('A time has become free for you').waitFor({ state: 'detached' });
    await held(page);
  });
});

it('books an appointment from the public page by keys', { concurrent: true }, async () => {
  await journey('service', async ({ page, keys, titled, press }) => {
    await inOrder(page, [
      /^radio .*Whoever is free first/,
      /^button "\w{3} \d+ \w{3}/,
      'Change the time zone',
      'Privacy',
    ]);
    await press(page.locator('button.soonest').first());
    await focused(page.getByRole('heading', { name: 'Your choice' }));
    await keys.tabTo(page.getByLabel('Your name'));
    await page.keyboard.type('Agnes Birkett');
    await keys.tabTo(page.getByLabel('Your email address'));
    await page.keyboard.type('agnes@client.example');
    const begun = page.waitForResponse('**/trpc/appointments.begin*');
    await press(page.getByRole('button', { name: 'Email me a code' }));
    const { result } = (await (await begun).json()) as { result: { data: { proofId: string } } };
    await focused(page.getByLabel('Code'));
    await page.keyboard.type(await theatre.world.portal.codeOf(result.data.proofId));
    await press(page.getByRole('button', { name: /^Book / }));
    await titled(/^You’re booked/);
  });
});

it('gives the focus to the nearest heading when a time that it was on is taken by somebody else', {
  concurrent: true,
}, async () => {
  const { world } = theatre;
  const people = [await world.onDates([2, 3])];
  const [candidate, rival] = [await world.invite({}, { people }), await world.invite({}, { people })];
  await journey(
    'pick-times',
    async ({ page, keys }) => {
      const first = page.locator('button.soonest').first();
      await keys.tabTo(first);
      const at = (await first.locator('time').getAttribute('datetime')) ?? '';
      await rival.book(at.replace('.000Z', 'Z'));
      await page.locator(`button.soonest time[datetime="${at}"]`).waitFor({ state: 'detached' });
      await focused(page.getByRole('heading', { name: 'Soonest times' }));
    },
    { path: linkOf(candidate) },
  );
});

it('gives the focus to the nearest heading when what it was on is hidden', { concurrent: true }, async () => {
  const candidate = await theatre.world.invite();
  await journey(
    'pick-times',
    async ({ page, keys }) => {
      // Comes when the page is quiet, as the keeper of the focus does.
      await page.locator('footer summary').waitFor();
      const first = page.locator('button.soonest').first();
      await keys.tabTo(first);
      await first.evaluate((button) => button.toggleAttribute('hidden'));
      // The page may have changed by itself meanwhile, and the focus be where it belongs.
      await until('the focus elsewhere', () => first.evaluate((button) => document.activeElement !== button));
      await first.evaluate((button) => button.after(document.createElement('i')));
      await focused(page.getByRole('heading', { name: 'Soonest times' }));
    },
    { path: linkOf(candidate) },
  );
});

it('shows where the focus is, at every stop, in forced colours too', { concurrent: true }, async () => {
  const candidate = await theatre.world.invite();
  await journey(
    'pick-times',
    async ({ page, keys }) => {
      await keys.activate(page.getByRole('radiogroup').getByRole('radio').first(), 'Space');
      await page.getByRole('button', { name: /^Book / }).waitFor();
      for (const forcedColors of ['none', 'active'] as const) {
        await page.emulateMedia({ forcedColors });
        await page.locator('.skip-link').focus();
        const stops: (readonly [string, boolean])[] = [];
        while (stops.length < 60) {
          await page.keyboard.press('Tab');
          const [name, isSeen] = [await page.evaluate(stopHere), await page.evaluate(isFocusSeen)];
          if (name === null) break;
          stops.push([name, isSeen]);
        }
        expect(stops.some(([name]) => name.startsWith('gridcell'))).toBe(true);
        expect(stops.some(([name]) => name.startsWith('radio'))).toBe(true);
        expect(stops.filter(([, isSeen]) => !isSeen)).toEqual([]);
      }
    },
    { path: linkOf(candidate) },
  );
});

it('gives the focus to the heading of what the page is about now, when a company cancels under the hands of a candidate', {
  concurrent: true,
}, async () => {
  const { world } = theatre;
  const candidate = await world.invite();
  await journey(
    'pick-times',
    async ({ page, keys, titled, press }) => {
      await press(page.locator('button.soonest').first());
      await keys.tabTo(page.getByLabel(/^Anything we should know/));
      await page.keyboard.type('I use a wheelchair.');
      await world.staff('cancel', candidate, { reason: { code: 'other' } });
      await titled('Your interview is cancelled');
    },
    { path: linkOf(candidate) },
  );
});

const deadlineMs = 30_000;

interface Steps {
  readonly page: Page;
  readonly keys: ReturnType<typeof createKeyboard>;
  /** Enter on it, after which the focus is somewhere. */
  press(target: Locator): Promise<void>;
  /** The heading of the page that is expected now has the focus. */
  titled(name: string | RegExp): Promise<void>;
}

async function journey(id: string, go: (steps: Steps) => Promise<void>, way?: Way): Promise<void> {
  const found = states.find((state) => state.id === id);
  if (found === undefined) throw new Error(`no state ${id}`);
  // As somebody finds it who has done nothing yet.
  const { act: _, ...state } = found;
  const look = { language: 'en', scheme: 'light', width: 1280, text: 100 } as const;
  const stand = theatre.stand(found);
  const visitor = await standBefore({ ...stand, state: state as State, way: way ?? stand.way }, look);
  const { page } = visitor;
  const keys = createKeyboard(page);
  try {
    await go({
      page,
      keys,
      async press(target) {
        await keys.activate(target);
        await held(page);
      },
      titled: (name) => focused(page.getByRole('heading', { name })),
    });
    expect(complaints(visitor)).toEqual([]);
  } finally {
    await visitor.context.close();
  }
}

async function focused(target: Locator): Promise<void> {
  await target.first().waitFor();
  await until(`the focus on ${target}`, () => isFocused(target.first()), { deadlineMs });
}

/** That the focus is on something, at the latest when whatever replaced it has come. */
async function held(page: Page): Promise<void> {
  await until('the focus on something', () => page.evaluate(() => document.activeElement !== document.body), {
    deadlineMs,
  });
}

/**
 * Goes on through the page to its end and expects these among its stops, in this order, and a name on every one. What
 * comes later than the rest is a stop on the next way through.
 */
async function inOrder(page: Page, wanted: readonly (string | RegExp)[]): Promise<void> {
  const ends = performance.now() + deadlineMs;
  let fault: string | null;
  do fault = faultIn(await stopsOf(page), wanted);
  while (fault !== null && performance.now() < ends);
  expect(fault).toBeNull();
}

async function stopsOf(page: Page): Promise<string[]> {
  const stops: string[] = [];
  while (stops.length < 60) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopHere);
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}

function faultIn(stops: readonly string[], wanted: readonly (string | RegExp)[]): string | null {
  if (stops.some((stop) => stop.endsWith('""'))) return `no name in ${stops.join(' | ')}`;
  let from = 0;
  for (const one of wanted) {
    const at = stops.findIndex(
      (stop, n) => n >= from && (typeof one === 'string' ? stop.includes(`"${one}`) : one.test(stop)),
    );
    if (at === -1) return `${one} after ${stops[from - 1]} in ${stops.join(' | ')}`;
    from = at + 1;
  }
  return null;
}
