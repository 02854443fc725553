import { queryOptions, useQuery } from '@tanstack/solid-query';
import { api } from '../session/staff-api.ts';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';

function messageQuery(interviewId: string, key: string) {
  return queryOptions({
    queryKey: ['interviews', 'message', interviewId, key],
    queryFn: async ({ signal }) => await api.messages.get.query({ interviewId, key }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A mail as it was sent, as text; its links no longer open anything. */
export function SentMail(props: { readonly interviewId: string; readonly mailKey: string }) {
  const message = useQuery(() => messageQuery(props.interviewId, props.mailKey));
  return (
    <Panel query={message} skeleton={<RowsSkeleton rows={6} />}>
      {(sent) => (
        <>
          <p class="font-strong" dir="auto">
            {sent().subject}
          </p>
          <p class="sent-mail" dir="auto">
            {sent().text}
          </p>
        </>
      )}
    </Panel>
  );
}
