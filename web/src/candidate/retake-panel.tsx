import { A } from '@solidjs/router';
import { Match, Show, Switch } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useInterview } from './interview-context.tsx';
import { refusalText } from './problem-text.ts';

export function RetakePanel() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const retake = () => view().retake;
  // A candidate who passed or waits for the outcome need not be told that there is no second attempt.
  const refusal = () => {
    const said = retake().refusal;
    return said && said.code !== 'retake_not_eligible' && !retake().request ? said : undefined;
  };
  return (
    <Show when={retake().eligible || retake().request || refusal()}>
      <section class="grid justify-items-start gap-3">
        <h2 class="text-section font-strong">{t('retake.title')}</h2>
        <Show when={retake().request}>
          <RequestState />
        </Show>
        <Switch>
          <Match when={retake().eligible}>
            <p>{t('retake.offer', { company: view().company })}</p>
            <A class="button button-primary" href={`/i/${view().interviewId}/retake`}>
              {t('retake.ask')}
            </A>
          </Match>
          <Match when={refusal()}>{(said) => <p>{refusalText(said(), { t, text: text(), view: view() })}</p>}</Match>
        </Switch>
      </section>
    </Show>
  );
}

function RequestState() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const sentence = () => {
    const request = view().retake.request;
    if (request === undefined) return '';
    if (request.state === 'pending') return t('retake.pending', { company: view().company });
    if (request.state !== 'approved') return t(`retake.${request.state}`);
    if (request.issuesAt === undefined) return t('retake.approved.soon');
    return t('retake.approved', { date: text().fullDay(Date.parse(request.issuesAt)) });
  };
  return <p>{sentence()}</p>;
}
