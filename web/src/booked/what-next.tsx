import { type MailKind, mailKinds } from '@interlude/shared/contracts/lifecycle';
import { For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { type Happening, happeningsOf } from './happenings.models.ts';

type CandidateMail = Exclude<MailKind, 'feedback_request' | 'code'>;

function isCandidateMail(kind: string): kind is CandidateMail {
  return kind !== 'feedback_request' && kind !== 'code' && mailKinds.some((one) => one === kind);
}

/** A short dated list: what was sent, what will be, and when it starts. */
export function WhatNext() {
  const { t } = useI18n();
  const { view, text, now } = useInterview();
  const happenings = () => happeningsOf(view(), now());
  return (
    <section class="card grid gap-3">
      <h3 class="font-strong">{t('booked.next')}</h3>
      <ol class="happenings">
        <For each={happenings()}>
          {(happening) => (
            <li data-state={happening.state}>
              <time datetime={new Date(happening.at).toISOString()} class="text-meta text-muted">
                {text().when(happening.at)}
              </time>
              <span class="block">
                <What happening={happening} />
              </span>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}

function What(props: { readonly happening: Happening }) {
  const { t } = useI18n();
  const text = () => {
    const { kind, mail } = props.happening;
    if (kind === 'starts') return t('mail.starts');
    if (kind === 'joins') return t('mail.joins');
    return isCandidateMail(mail) ? t(`mail.${mail}`) : t('mail.other');
  };
  const isMail = () => props.happening.kind === 'mail';
  return (
    <>
      {text()}
      <Show when={isMail() && props.happening.state === 'past'}>
        <span class="text-muted">, {t('mail.sent')}</span>
      </Show>
      <Show when={props.happening.state === 'failed'}>
        <span class="text-bad">, {t('mail.failed')}</span>
      </Show>
    </>
  );
}
