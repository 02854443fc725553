import { firstNameOf } from '@interlude/shared/brand/face-names';
import { type MailKind, mailKinds } from '@interlude/shared/contracts/lifecycle';
import { For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { type Happening, happeningsOf, lengthText } from './happenings.models.ts';

type CandidateMail = Exclude<MailKind, 'feedback_request' | 'code'>;

function isCandidateMail(kind: string): kind is CandidateMail {
  return kind !== 'feedback_request' && kind !== 'code' && mailKinds.some((one) => one === kind);
}

/** A short dated list: what was sent, what will be, and when it starts. */
export function WhatNext() {
  const { t, formats } = useI18n();
  const { view, text, now } = useInterview();
  const happenings = () => happeningsOf(view(), now());
  const before = ({ mail, at }: Happening) => {
    const { startsAt } = view();
    return mail === 'reminder' && startsAt !== null ? lengthText(formats().tag, Date.parse(startsAt) - at) : null;
  };
  return (
    <section class="grid gap-4">
      <h2 class="heading">{t('booked.next')}</h2>
      <ol class="happenings">
        <For each={happenings()}>
          {(happening) => (
            <li data-state={happening.state} data-kind={happening.kind}>
              <What happening={happening} />
              <span class="block text-meta text-muted">
                <time datetime={new Date(happening.at).toISOString()}>{text().when(happening.at)}</time>
                <Show when={before(happening)}>{(length) => ` · ${t('mail.before', { length: length() })}`}</Show>
              </span>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}

function What(props: { readonly happening: Happening }) {
  const { t, formats } = useI18n();
  const { view } = useInterview();
  const comingMail = () => {
    const { mail } = props.happening;
    if (mail === 'reminder') return t('mail.reminds');
    return t(mail === 'scheduled' || mail === 'rescheduled' ? `mail.under_way.${mail}` : 'mail.under_way');
  };
  const text = () => {
    const { kind, mail, state } = props.happening;
    const names = view().interviewers.map(({ name }) => firstNameOf(name));
    if (kind === 'starts')
      return names.length > 0 ? t('mail.meet', { names: formats().list(names) }) : t('mail.starts');
    if (kind === 'joins') return t('mail.joins');
    if (state === 'next') return comingMail();
    return isCandidateMail(mail) ? t(`mail.${mail}`) : t('mail.other');
  };
  return (
    <span class="block" classList={{ 'font-strong': props.happening.kind === 'starts' }}>
      {text()}
      <Show when={props.happening.state === 'failed'}>
        <span class="text-bad">
          {formats().comma}
          {t('mail.failed')}
        </span>
      </Show>
    </span>
  );
}
