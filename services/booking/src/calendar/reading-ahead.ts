import type { Span } from '@interlude/shared/slots/slot-question';
import type { Bookable, QuestionStores } from './bookable.ts';
import { busyQuestion } from './read-question.ts';

/**
 * Stores that have begun to read whose time is taken, while the booking is still being read: its panel, rooms and
 * group are pinned, so what was asked for it the last time is very likely asked again. Where it is something else
 * after all, it is read as ever.
 */
export function readingAhead<Stores extends QuestionStores>(stores: Stores, expected: Bookable, span: Span): Stores {
  const { reservations } = stores;
  const asked = busyQuestion([expected], span);
  const found = reservations.listBusy(asked);
  // Nobody may ever ask for the answer; whoever does still gets the error.
  found.catch(() => undefined);
  const key = JSON.stringify(asked);
  return {
    ...stores,
    reservations: {
      ...reservations,
      listBusy: async (question) => await (JSON.stringify(question) === key ? found : reservations.listBusy(question)),
    },
  };
}
