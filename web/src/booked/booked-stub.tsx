import type { ParentProps } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import './ticket.css';

/** The date, large, at the beginning of a ticket; below it how far away it is. */
export function TicketStub(props: ParentProps<{ readonly at: number; readonly isVoid?: boolean }>) {
  const { view, text } = useInterview();
  return (
    <div class="ticket-stub">
      <time class="contents" classList={{ 'stub-void': props.isVoid ?? false }} datetime={view().startsAt ?? ''}>
        <span class="stub-day">{text().weekday(props.at)} </span>
        <span class="stub-date">{text().dayOfMonth(props.at)} </span>
        <span class="stub-month">{text().month(props.at)}</span>
      </time>
      <span class="stub-foot">{props.children}</span>
    </div>
  );
}
