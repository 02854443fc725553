import { remindersWanted } from '@interlude/shared/booking/booking-kinds';
import { A } from '@solidjs/router';
import { For, type ParentProps, Show } from 'solid-js';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { ZonedTime } from '../../shell/zoned-time.tsx';
import { groupLine } from '../../templates/panel.models.ts';
import { durationText } from '../../words/duration-text.models.ts';
import { reasonWord } from '../../words/state-words.models.ts';
import type { InterviewDetail } from '../interviews.queries.ts';
import { PhoneFact } from './phone-fact.tsx';

interface FactsProps {
  readonly interview: InterviewDetail;
}

export function InterviewFacts(props: FactsProps) {
  const { t } = useHr();
  return (
    <section aria-labelledby="facts-title" class="side-section">
      <h2 id="facts-title" class="side-title">
        {t('detail.facts')}
      </h2>
      <dl class="hr-facts">
        <TimeFacts {...props} />
        <PeopleFacts {...props} />
        <PlaceFacts {...props} />
        <RuleFacts {...props} />
        <SaidFacts {...props} />
        <Show when={props.interview.kind !== 'group'}>
          <Fact name={t('fact.invited')}>
            <ZonedTime at={props.interview.invitedAt} style="short" />
          </Fact>
        </Show>
        <Fact name={t('fact.id')}>
          <code class="id">{props.interview.interviewId}</code>
        </Fact>
      </dl>
    </section>
  );
}

function Fact(props: ParentProps<{ readonly name: string }>) {
  return (
    <div class="fact">
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function TimeFacts(props: FactsProps) {
  const { t, text } = useHr();
  const whenOf = (at: string) => text().when(Date.parse(at));
  return (
    <>
      <Show when={props.interview.startsAt === null}>
        <Fact name={t('fact.when')}>{t('fact.when.none')}</Fact>
      </Show>
      <Show when={props.interview.waitlist}>
        {(waitlist) => (
          <Fact name={t('fact.waits')}>
            <Show when={waitlist().offer} fallback={t('fact.waits.since', { when: whenOf(waitlist().joinedAt) })}>
              {(offer) => t('fact.waits.offer', { when: whenOf(offer().startsAt), until: whenOf(offer().expiresAt) })}
            </Show>
          </Fact>
        )}
      </Show>
      <Show when={props.interview.status === 'invited' && props.interview.bookBy}>
        {(at) => (
          <Fact name={t('fact.bookBy')}>
            <ZonedTime at={at()} />
          </Fact>
        )}
      </Show>
    </>
  );
}

function PeopleFacts(props: FactsProps) {
  const { t, text, may } = useHr();
  const namesOf = (people: readonly { readonly name: string }[]) =>
    text().formats.list(people.map(({ name }) => name).filter((name) => name !== '')) || t('fact.hidden');
  const required = () => props.interview.interviewers.filter(({ optional }) => !optional);
  const optional = () => props.interview.interviewers.filter((person) => person.optional);
  const list = (words: readonly string[]) => text().formats.list(words);
  return (
    <>
      <Show when={props.interview.kind !== 'group'}>
        <Fact name={t('fact.candidate')}>
          <Show when={props.interview.candidate.name} fallback={<span class="muted">{t('fact.hidden')}</span>}>
            <Show
              when={may('jobs:read') ? props.interview.candidateId : null}
              fallback={<bdi>{props.interview.candidate.name}</bdi>}
            >
              {(candidateId) => (
                <A class="link fact-line" href={`/hr/candidates/${candidateId()}`}>
                  <bdi>{props.interview.candidate.name}</bdi>
                </A>
              )}
            </Show>
            <a class="link fact-more" href={`mailto:${props.interview.candidate.email}`}>
              {props.interview.candidate.email}
            </a>
          </Show>
        </Fact>
      </Show>
      <Fact name={t('fact.who')}>{required().length === 0 ? t('list.who.none') : namesOf(required())}</Fact>
      <Show when={optional().length > 0}>
        <Fact name={t('fact.who.optional')}>{namesOf(optional())}</Fact>
      </Show>
      <Fact name={t('fact.panel')}>
        <For each={props.interview.panel}>
          {(group) => (
            <span class="fact-line">
              {groupLine(
                group,
                group.people.map(({ name }) => name || t('fact.hidden')),
                { t, list },
              )}
            </span>
          )}
        </For>
      </Fact>
    </>
  );
}

function PlaceFacts(props: FactsProps) {
  const { t } = useHr();
  const { t: common } = useI18n();
  return (
    <>
      <Fact name={t('fact.type')}>
        {common(`type.${props.interview.type}`)}, {common('facts.minutes', { count: props.interview.durationMinutes })}
      </Fact>
      <Fact name={t('fact.where')}>
        {common(`provider.${props.interview.provider}`)}
        <Show when={props.interview.venue}>
          <span class="fact-more">{props.interview.venue}</span>
        </Show>
        <For each={props.interview.resources}>{({ name }) => <span class="fact-more">{name}</span>}</For>
        <PhoneFact interview={props.interview} />
        <Show when={props.interview.meetingUrl}>
          {(url) => (
            <a class="link fact-more" href={url()} target="_blank" rel="noreferrer">
              {url().replace(/^https:\/\//, '')}
              <span class="sr-only">{t('hr.newTab')}</span>
            </a>
          )}
        </Show>
      </Fact>
    </>
  );
}

const recipients = ['candidate', 'interviewers'] as const;

// Those who give a group session are reminded of the session, its guests of their places.
function isWrittenTo(to: (typeof recipients)[number], { kind, group }: InterviewDetail): boolean {
  return group === null || (kind === 'group') === (to === 'interviewers');
}

function RuleFacts(props: FactsProps) {
  const { t, text } = useHr();
  const reminders = () =>
    remindersWanted(props.interview.policy.reminders, props.interview.appointment?.reminderBefore ?? null);
  const leads = (to: (typeof recipients)[number]) => {
    const own = reminders().filter((reminder) => reminder.to === to && isWrittenTo(to, props.interview));
    return text().formats.list(own.map(({ before }) => durationText(before, text().formats.tag)));
  };
  return (
    <>
      <Fact name={t('fact.reminders')}>
        <Show when={reminders().length > 0} fallback={t('fact.reminders.none')}>
          <For each={recipients.filter((to) => leads(to) !== '')}>
            {(to) => <span class="fact-line">{t(`fact.reminders.${to}`, { leads: leads(to) })}</span>}
          </For>
        </Show>
      </Fact>
      <Show when={props.interview.kind !== 'group'}>
        <Fact name={t('fact.moves')}>
          {t('fact.moves.of', {
            used: String(props.interview.rescheduleUsed),
            limit: String(props.interview.policy.reschedule.limit),
          })}
        </Fact>
      </Show>
      <Show when={props.interview.policy.confirmAttendance}>
        <Fact name={t('act.confirm')}>{t('fact.confirm')}</Fact>
      </Show>
    </>
  );
}

function SaidFacts(props: FactsProps) {
  const { t } = useHr();
  return (
    <>
      <Show when={props.interview.noShow}>
        {(who) => <Fact name={t('fact.noShow')}>{t(`fact.noShow.${who()}`)}</Fact>}
      </Show>
      <Show when={props.interview.reason}>
        {(reason) => (
          <Fact name={t('fact.reason')}>
            {reasonWord(reason().code, t)}, <span class="muted">{t(`fact.reason.by.${reason().by}`)}</span>
            <Show when={reason().text}>
              <span class="fact-more quote">{reason().text}</span>
            </Show>
          </Fact>
        )}
      </Show>
      <Show when={props.interview.note}>
        <Fact name={t('fact.note')}>
          <span class="quote">{props.interview.note}</span>
        </Fact>
      </Show>
      <For each={props.interview.answers}>
        {({ question, answer }) => (
          <Fact name={question}>
            <span class="quote">{answer}</span>
          </Fact>
        )}
      </For>
    </>
  );
}
