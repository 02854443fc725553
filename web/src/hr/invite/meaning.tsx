import { A } from '@solidjs/router';
import { queryOptions, useQuery } from '@tanstack/solid-query';
import { createMemo, createUniqueId, For, Match, Show, Switch } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { dateInstant } from '../../time/formats.models.ts';
import { Banner } from '../../ui/banner.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { ZonedTime } from '../shell/zoned-time.tsx';
import { enInvite } from '../words/en-invite.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { createDelayed } from './delayed.ts';
import { type InviteDraft, newJob, personalOf, policyOf } from './invite.models.ts';
import type { InviteForm } from './invite-form.ts';

type Asked = Parameters<typeof api.interviews.previewMails.mutate>[0];
type Preview = Awaited<ReturnType<typeof api.interviews.previewMails.mutate>>;

const askAfterMs = 400;

function previewQuery(asked: Asked | null) {
  return queryOptions({
    queryKey: ['interviews', 'preview', asked],
    queryFn: async ({ signal }) => await api.interviews.previewMails.mutate(asked as Asked, { signal }),
    enabled: asked !== null,
    staleTime: 30_000,
    // Words to one person are not kept once nobody looks at them.
    gcTime: 0,
    retry: false,
  });
}

/** What to ask about the draft as it is; null while too little is known. */
function askedOf(draft: InviteDraft): Asked | null {
  const { source, templateId, applicationId, jobId, language: locale } = draft;
  if (templateId === '' || draft.moreParts.length > 0) return null;
  const policy = policyOf(draft);
  const terms = { templateId, ...(policy === undefined ? {} : { policy }), ...personalOf(draft) };
  if (source === 'existing') return applicationId === '' ? null : { applicationId, ...terms };
  if (jobId === '' || jobId === newJob) return null;
  const isMany = source === 'several';
  const { name, email } = (isMany ? draft.people[0] : undefined) ?? draft;
  const known = {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(email.trim() === '' ? {} : { email: email.trim() }),
  };
  return { jobId, locale, ...known, ...(isMany ? { emails: draft.people.map((one) => one.email) } : {}), ...terms };
}

/** What sending would mean: which times there are to choose from, and every mail with its instant and its words. */
export function Meaning(props: { readonly form: InviteForm }) {
  const w = usePartWords(enInvite);
  const print = createMemo(() =>
    props.form.problems().includes('personal') ? 'null' : JSON.stringify(askedOf(props.form.draft)),
  );
  const settled = createDelayed(print, askAfterMs);
  const asked = (): Asked | null => JSON.parse(settled());
  const preview = useQuery(() => previewQuery(asked()));
  const waitsFor = () => {
    const { moreParts, jobId, source } = props.form.draft;
    if (moreParts.length > 0) return 'meaning.parts';
    return source !== 'existing' && jobId === newJob ? 'meaning.newJob' : 'meaning.wait';
  };
  return (
    <aside class="invite-meaning card stack" aria-labelledby="invite-meaning">
      <h2 id="invite-meaning" class="hr-h2">
        {w('meaning')}
      </h2>
      <Show when={asked() !== null} fallback={<p class="muted">{w(waitsFor())}</p>}>
        <Panel query={preview} skeleton={<RowsSkeleton rows={4} />}>
          {(known) => <Known preview={known()} draft={props.form.draft} />}
        </Panel>
      </Show>
    </aside>
  );
}

function Known(props: { readonly preview: Preview; readonly draft: InviteDraft }) {
  const w = usePartWords(enInvite);
  const { text } = useHr();
  const { formats } = useI18n();
  const isMany = () => props.draft.source === 'several';
  const of = () => (isMany() ? (props.draft.people[0]?.name ?? null) : null);
  const wanted = () => (isMany() ? props.draft.people.length : 1);
  const waiting = () =>
    isMany()
      ? props.draft.people.filter(({ email }) => props.preview.openOf.includes(email)).map(({ name }) => name)
      : [];
  return (
    <>
      <Show when={props.preview.bookableStarts > 0} fallback={<Banner tone="warn">{w('meaning.none')}</Banner>}>
        <p>
          <strong>{w('meaning.starts', { count: props.preview.bookableStarts })}</strong>{' '}
          {w('meaning.until', { date: formats().longDay(dateInstant(props.preview.countedUntil)) })}
        </p>
      </Show>
      <ul class="invite-starts">
        <For each={props.preview.first}>
          {(at) => (
            <li>
              <ZonedTime at={at} />
            </li>
          )}
        </For>
      </ul>
      <Switch>
        <Match when={props.preview.bookableStarts > 0 && props.preview.bookableStarts < wanted()}>
          <Banner tone="warn">{w('meaning.few')}</Banner>
        </Match>
      </Switch>
      <Show when={waiting().length > 0}>
        <Banner tone="warn">{w('meaning.open.many', { names: formats().list(waiting()) })}</Banner>
      </Show>
      <Show when={!isMany() && props.preview.open}>
        {(open) => (
          <Banner tone="warn">
            {w('meaning.open')}{' '}
            <A class="link" href={`/hr/interviews/${open().interviewId}`}>
              {w('meaning.open.link')}
            </A>
          </Banner>
        )}
      </Show>
      <Mails
        title={of() === null ? w('meaning.mails') : w('meaning.mails.of', { name: of() ?? '' })}
        mails={props.preview.mails}
      />
      <Show when={props.preview.bookedMails.length > 0 && props.preview.first[0]}>
        {(start) => (
          <Mails
            title={w('meaning.mails.booked', { when: text().when(Date.parse(start())) })}
            mails={props.preview.bookedMails}
          />
        )}
      </Show>
    </>
  );
}

function Mails(props: { readonly title: string; readonly mails: Preview['mails'] }) {
  const { t, text } = useHr();
  const w = usePartWords(enInvite);
  const id = createUniqueId();
  const title = (kind: string) => t(`mail.${kind}` as 'mail.invitation');
  return (
    <section aria-labelledby={id}>
      <h3 id={id} class="font-strong">
        {props.title}
      </h3>
      <For each={props.mails}>
        {(mail) => (
          <details class="invite-mail" open={mail.kind === 'invitation'}>
            <summary>
              {title(mail.kind)} <span class="muted">{text().when(Date.parse(mail.at))}</span>
            </summary>
            <Show when={mail.to !== ''}>
              <p class="muted">{w('meaning.to', { address: mail.to })}</p>
            </Show>
            <p class="font-strong" dir="auto">
              {mail.subject}
            </p>
            <div class="invite-mail-text" dir="auto">
              {mail.text}
            </div>
          </details>
        )}
      </For>
    </section>
  );
}
