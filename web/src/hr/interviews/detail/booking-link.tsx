import { A } from '@solidjs/router';
import { type ParentProps, Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';

interface BookingLinkProps {
  readonly to: string;
  /** Whether this booking is the one that the page shows. */
  readonly isHere: boolean;
}

/** One of several bookings that belong together: a link to its page, and on that page no link but a mark. */
export function BookingLink(props: ParentProps<BookingLinkProps>) {
  const { t } = useHr();
  return (
    <Show
      when={!props.isHere}
      fallback={
        <strong>
          {props.children}, {t('detail.here')}
        </strong>
      }
    >
      <A class="link" href={props.to}>
        {props.children}
      </A>
    </Show>
  );
}
