import type { CalendarsClient } from '../access/calendars-client.ts';
import type { FeedStore } from '../access/feed-store.ts';
import type { AnswerSlots } from '../booking/gate/slot-answers.ts';
import type { PictureStore } from '../company/picture-store.ts';
import type { DropOuts } from '../drop-outs/find-replacements.ts';
import type { RetakeStore } from '../interviews/retake-store.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import type { Live } from '../views/live.ts';
import type { CompanyLive } from '../views/live-company.ts';
import type { LiveSeats } from '../views/live-seats.ts';

export interface Deps extends ObligationDeps {
  readonly calendars: CalendarsClient;
  readonly answerSlots: AnswerSlots;
  readonly dropOuts: DropOuts;
  readonly live: Live;
  readonly companyLive: CompanyLive;
  readonly liveSeats: LiveSeats;
  readonly stores: ObligationDeps['stores'] & {
    readonly retakes: RetakeStore;
    readonly pictures: PictureStore;
    readonly feeds: FeedStore;
  };
}
