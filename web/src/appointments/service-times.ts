import type { PublicService } from '@interlude/shared/schemas/service';
import { useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { api } from '../api.ts';
import { timesQuery } from '../candidate/candidate.queries.ts';
import type { TimesContextValue, TimesSpan, ZoneWish } from '../picking/times-context.ts';
import { createNow } from '../ui/now.ts';
import { createSpoken } from '../ui/spoken.ts';
import { whenQuiet } from '../ui/when-quiet.ts';
import { likelyZone, rememberZone } from '../zones/zone-choice.ts';
import type { ServiceAddress } from './service.queries.ts';

interface ServiceTimesParts {
  readonly address: ServiceAddress;
  readonly service: Accessor<PublicService>;
  /** Whose times are shown; null for everybody's. */
  readonly providerId: Accessor<string | null>;
  /** Of a code on its way: the time that is held for it is offered too. */
  readonly proofId: Accessor<string | null>;
}

export interface ServiceTimes extends TimesContextValue {
  /** The visitor's zone, which a booking keeps. */
  readonly readerZone: Accessor<string>;
  readonly sentence: Accessor<string>;
}

/** The free times of a service that anybody may book, on the clock that leads. */
export function createServiceTimes({ address, service, providerId, proofId }: ServiceTimesParts): ServiceTimes {
  const queries = useQueryClient();
  const [isQuiet, setQuiet] = createSignal(false);
  const [chosenZone, setChosenZone] = createSignal<string | null>(null);
  const [zoneWish, wishZone] = createSignal<ZoneWish | null>(null);
  const [sentence, say] = createSpoken();
  onCleanup(whenQuiet(queries, () => setQuiet(true)));
  const ownZone = () => service().zone;
  const readerZone = () => chosenZone() ?? likelyZone() ?? ownZone();
  // Where one goes to a place, its clock leads.
  const isZoneFixed = () => service().provider === 'in_person' && service().venue !== undefined;

  return {
    timesQuery: (span) => serviceTimesQuery(address, span, { providerId: providerId(), proofId: proofId() }),
    now: createNow(() => 0),
    isPolling: () => false,
    isQuiet,
    zone: () => (isZoneFixed() ? ownZone() : readerZone()),
    ownZone,
    readerZone,
    chooseZone(zone) {
      rememberZone(zone);
      setChosenZone(zone);
    },
    isZoneFixed,
    isZoneAsked: () => true,
    zoneWish,
    wishZone: (wish) => wishZone(wish),
    sentence,
    say,
  };
}

interface Asker {
  readonly providerId: string | null;
  readonly proofId: string | null;
}

function serviceTimesQuery({ tenant, service }: ServiceAddress, span: TimesSpan, { providerId, proofId }: Asker) {
  const asker = { ...(providerId === null ? {} : { providerId }), ...(proofId === null ? {} : { proofId }) };
  const key = [
    'service',
    tenant,
    service,
    'times',
    span.zone,
    span.from ?? 'today',
    span.days,
    ...Object.values(asker),
  ];
  return timesQuery(key, (signal) => api.appointments.slots.query({ tenant, service, ...span, ...asker }, { signal }));
}
