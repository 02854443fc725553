import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { languageNames, languageOf } from '@interlude/shared/language/languages';
import { A } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { createIntent } from '../../idempotency.ts';
import { Banner } from '../../ui/banner.tsx';
import { Face } from '../../ui/faces.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from '../shell/data-of.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel } from '../shell/panel.tsx';
import { enPeople } from '../words/en-people.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { AskedFor } from './asked-for.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import './people.css';
import { loadQuery, type Person, personQuery } from './people.queries.ts';
import { PersonForm } from './person-form.tsx';
import { PersonStateChip } from './person-state.tsx';
import { capsText, hoursOf, kindWords } from './person-words.ts';

/** `/hr/people/:personId`: everything about somebody, and what an administrator can do about it. */
export function PersonPage(props: { readonly personId: string }) {
  const { may } = useHr();
  const p = usePartWords(enPeople);
  const person = useQuery(() => ({ ...personQuery(props.personId), enabled: may('people:read') }));
  return (
    <Show when={may('people:read')} fallback={<NotForYourRole />}>
      <Panel
        query={person}
        isPage
        missing={
          <EmptyState glyph="absent" title={p('person.gone')} lead={p('person.gone.lead')}>
            <A class="button" href="/hr/people">
              {p('none.clear')}
            </A>
          </EmptyState>
        }
      >
        {(known) => <Known person={known()} />}
      </Panel>
    </Show>
  );
}

function Known(props: { readonly person: Person }) {
  const { may } = useHr();
  const p = usePartWords(enPeople);
  const [dialog, setDialog] = createSignal<'edit' | 'leave' | null>(null);
  const close = () => setDialog(null);
  return (
    <div class="stack">
      <PageHead
        title={props.person.name}
        above={
          <A class="link" href="/hr/people">
            {p('title')}
          </A>
        }
        aside={
          <Show when={may('people:write')}>
            <Actions person={props.person} onEdit={() => setDialog('edit')} onLeave={() => setDialog('leave')} />
          </Show>
        }
      />
      <p class="person-cell">
        <Face
          of={{
            name: props.person.name,
            hue: faceHueOf(props.person.personId),
            ...(props.person.photo === undefined ? {} : { photo: props.person.photo }),
          }}
        />
        <PersonStateChip state={props.person.state} needsConsent={props.person.needsConsent} />
      </p>
      <Show when={props.person.active && !props.person.hasPassword && may('people:write')}>
        <Banner tone="info">{p(props.person.state === 'invited' ? 'person.invited' : 'person.noPassword')}</Banner>
      </Show>
      <Facts person={props.person} />
      <AskedFor person={props.person} />
      <PersonForm person={props.person} isOpen={dialog() === 'edit'} onClose={close} />
      <LeaveDialog person={props.person} isOpen={dialog() === 'leave'} onClose={close} />
    </div>
  );
}

interface ActionsProps {
  readonly person: Person;
  readonly onEdit: () => void;
  readonly onLeave: () => void;
}

function Actions(props: ActionsProps) {
  const { say } = useHr();
  const p = usePartWords(enPeople);
  const queries = useQueryClient();
  const intent = createIntent();
  const refresh = () => queries.invalidateQueries({ queryKey: ['people'] });
  const name = () => props.person.name;
  const invited = createSubmit(
    () => {
      const { personId } = props.person;
      return api.people.resendInvitation.mutate({ personId, idempotencyKey: intent.keyFor(personId) });
    },
    async () => {
      intent.settled();
      say({ text: p('invite.sent', { name: name() }) });
      await refresh();
    },
  );
  const back = createSubmit(
    () => api.people.reactivate.mutate({ personId: props.person.personId }),
    async () => {
      say({ text: p('back.done', { name: name() }) });
      await refresh();
    },
  );
  const isTaken = () => {
    const problem = back.problem();
    return problem?.kind === 'refused' && problem.refusal.code === 'invalid_input';
  };
  return (
    <div class="stack">
      <div class="action-row">
        <button type="button" class="button" onClick={() => props.onEdit()}>
          {p('edit.do')}
        </button>
        <Show when={props.person.active && !props.person.hasPassword}>
          <button type="button" class="button" aria-disabled={invited.isBusy()} onClick={() => void invited.submit()}>
            {p(props.person.state === 'invited' ? 'invite.again' : 'invite.first')}
          </button>
        </Show>
        <Show
          when={props.person.active}
          fallback={
            <button type="button" class="button" aria-disabled={back.isBusy()} onClick={() => void back.submit()}>
              {p('back.do')}
            </button>
          }
        >
          <button type="button" class="button" onClick={() => props.onLeave()}>
            {p('leave.do')}
          </button>
        </Show>
      </div>
      <ProblemBanner problem={invited.problem()} />
      <Show when={isTaken()} fallback={<ProblemBanner problem={back.problem()} />}>
        <Banner tone="bad" role="alert">
          {p('back.taken', { name: name() })}
        </Banner>
      </Show>
    </div>
  );
}

function Facts(props: { readonly person: Person }) {
  const { t, may, text } = useHr();
  const { t: common } = useI18n();
  const p = usePartWords(enPeople);
  const load = useQuery(loadQuery);
  const list = (parts: readonly string[]) => text().formats.list(parts);
  const ofLoad = () => dataOf(load)?.people.find(({ personId }) => personId === props.person.personId);
  const loadText = (side: 'last' | 'next') => {
    const { meetings = 0, minutes = 0 } = ofLoad()?.[side] ?? {};
    return p('load.hours', { meetings: p('meetings', { count: meetings }), hours: String(hoursOf(minutes)) });
  };
  const languageName = () => languageNames[languageOf([props.person.locale])?.language ?? 'en'];
  const rows = () => [
    [p('person.title'), props.person.title],
    [p('person.about'), props.person.about],
    [p('person.roles'), list(props.person.roles.map((role) => t(`role.${role}`)))],
    [p('person.email'), props.person.email],
    [p('person.zone'), props.person.zone],
    [p('person.locale'), languageName()],
    [p('person.types'), list(kindWords(props.person, common)) || p('does.anything')],
    [p('person.skills'), list(props.person.skills)],
    [p('person.caps'), capsText(props.person, p)],
    [p('col.last'), dataOf(load) === undefined ? '' : loadText('last')],
    [p('col.next'), dataOf(load) === undefined ? '' : loadText('next')],
  ];
  return (
    <section class="card stack" aria-labelledby="person-facts">
      <h2 id="person-facts" class="hr-h2">
        {p('person.facts')}
      </h2>
      <dl class="facts">
        <For each={rows()}>
          {([term, value]) => (
            <>
              <dt>{term}</dt>
              <dd>
                <bdi>{value || p('person.nothing')}</bdi>
              </dd>
            </>
          )}
        </For>
        <dt>{p('person.hours')}</dt>
        <dd>
          {props.person.weeklyMinutes === 0
            ? p('hours.none')
            : p('hours', { count: hoursOf(props.person.weeklyMinutes) })}{' '}
          <Show when={may('jobs:write') && props.person.active}>
            <A class="link" href={`/hr/availability?person=${props.person.personId}`}>
              {p('person.hours.change')}
            </A>
          </Show>
        </dd>
      </dl>
    </section>
  );
}
