import type { PublicService } from '@interlude/shared/schemas/service';
import { useQuery } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createZonedText } from '../time/formats.models.ts';
import { Interval } from '../ui/interval.tsx';
import { likelyZone } from '../zones/zone-choice.ts';
import { openTimesQuery, type ServiceAddress } from './service.queries.ts';

interface NextFreeProps {
  readonly address: ServiceAddress;
  readonly service: PublicService;
  readonly providerId: string | null;
}

/** The soonest free time on the clock that leads; nothing while it is not known, since the page works without. */
export function NextFree(props: NextFreeProps) {
  const { t, formats } = useI18n();
  const isOnsite = () => props.service.provider === 'in_person' && props.service.venue !== undefined;
  const zone = () => (isOnsite() ? null : likelyZone()) ?? props.service.zone;
  const times = useQuery(() => openTimesQuery(props.address, zone(), props.providerId));
  const known = () => (times.isPending ? null : (times.data ?? null));
  const next = () => {
    const view = known();
    const at = view?.starts[0] ?? view?.nextOpeningAt ?? null;
    if (view === null || at === null) return null;
    const text = createZonedText(formats(), view.zone, view.offsets);
    const atMs = Date.parse(at);
    const endMs = atMs + props.service.durationMinutes * 60_000;
    const span = text.span(atMs, endMs);
    return { atMs, endMs, span, day: text.longDay(atMs), place: text.place, offset: text.offset(atMs) };
  };
  return (
    <div role="status" class="next" classList={{ 'min-h-32': known() === null || next() !== null }}>
      <Show when={known()}>
        <Show when={next()} fallback={<p>{t('service.next.none')}</p>}>
          {(first) => (
            <>
              <h2 class="text-meta text-muted">{t('service.next')}</h2>
              <p class="next-day">{first().day}</p>
              <Interval {...first().span} at={first().atMs} until={first().endMs} />
              <p class="text-muted">{t('service.next.zone', { place: first().place, offset: first().offset })}</p>
            </>
          )}
        </Show>
      </Show>
    </div>
  );
}
