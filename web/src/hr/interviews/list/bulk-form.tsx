import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Refusal } from '@interlude/shared/booking/refusal';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { createIntent } from '../../../idempotency.ts';
import { TextField } from '../../invite/text-field.tsx';
import { daysDuration } from '../../policy/typed-duration.models.ts';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { createAskedReason, ReasonFields } from '../../shell/asked-reason.tsx';
import { DialogForm } from '../../shell/dialog-form.tsx';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import { hrRefusalText } from '../../words/refusal-text.models.ts';
import type { Selection } from './selection.ts';

export type BulkAction = 'cancel' | 'resend' | 'extend';

type Result = { readonly interviewId: string; readonly refusal?: Refusal };

interface BulkFormProps {
  readonly action: BulkAction;
  readonly selection: Selection;
  readonly onClose: () => void;
}

/** Asks before something is done to several, and says afterwards what became of each that failed. */
export function BulkForm(props: BulkFormProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const { action, selection } = props;
  // Whatever is done is done to those that were chosen when it was asked about.
  const names = selection.chosen();
  const reason = createAskedReason();
  const [days, setDays] = createSignal('14');
  const [isTried, setTried] = createSignal(false);
  const [failed, setFailed] = createSignal<readonly Result[] | null>(null);
  const [done, setDone] = createSignal(0);
  const intent = createIntent();

  // The same key for all of them and for the failed ones again: nothing is done twice.
  async function send(interviewIds: string[]): Promise<readonly Result[]> {
    const { interviews } = api;
    const told = { action, reason: reason.reason(), days: days() };
    const several = { interviewIds, idempotencyKey: intent.keyFor({ ...told, ids: [...names.keys()] }) };
    if (action === 'resend') return (await interviews.resendMany.mutate(several)).results;
    if (action === 'cancel') return (await interviews.cancelMany.mutate({ ...several, reason: told.reason })).results;
    return (await interviews.extendMany.mutate({ ...several, validFor: daysDuration(days()) ?? 'P14D' })).results;
  }

  const ids = () => failed()?.map(({ interviewId }) => interviewId) ?? [...names.keys()];
  const sent = createSubmit(
    async () => await send(ids()),
    async (results) => {
      const left = results.filter(({ refusal }) => refusal !== undefined);
      setDone(done() + results.length - left.length);
      await queries.invalidateQueries({ queryKey: ['interviews'] });
      if (left.length > 0) {
        setFailed(left);
        return;
      }
      intent.settled();
      say({ text: t('bulk.done', { count: done() }) });
      selection.clear();
      props.onClose();
    },
  );
  const isWrong = () => action === 'extend' && daysDuration(days()) === null;

  async function submit() {
    setTried(true);
    if (action === 'cancel') return await reason.submit(sent.submit);
    if (!isWrong()) await sent.submit();
  }
  function close() {
    if (done() > 0) selection.clear();
    props.onClose();
  }
  return (
    <Show
      when={failed()}
      fallback={
        <DialogForm
          label={t(`bulk.${action}.do`, { count: names.size })}
          isBusy={sent.isBusy()}
          isDanger={action === 'cancel'}
          problem={sent.problem()}
          onSubmit={submit}
          onClose={props.onClose}
        >
          <Show when={action === 'cancel'}>
            <ReasonFields asked={reason} codes={reasonCodes.cancelByStaff} />
          </Show>
          <Show when={action === 'extend'}>
            <TextField
              label={t('form.validFor')}
              value={days()}
              onInput={setDays}
              isShort
              isNumeric
              hint={t('form.validFor.hint')}
              error={isTried() && isWrong() ? t('form.validFor.wrong') : null}
            />
          </Show>
          <Means action={action} />
        </DialogForm>
      }
    >
      {(results) => (
        <div class="stack">
          <Show when={done() > 0}>
            <p>{t('bulk.done', { count: done() })}</p>
          </Show>
          <Failures results={results()} names={names} />
          <ProblemBanner problem={sent.problem()} />
          <div class="dialog-foot">
            <button type="button" class="button" onClick={close}>
              {t('bulk.close')}
            </button>
            <button
              type="button"
              class="button button-primary"
              aria-disabled={sent.isBusy()}
              onClick={() => void sent.submit()}
            >
              {sent.isBusy() ? t('do.busy') : t('bulk.retry')}
            </button>
          </div>
        </div>
      )}
    </Show>
  );
}

function Means(props: { readonly action: BulkAction }) {
  const { t } = useHr();
  return (
    <div class="means">
      <h3 class="means-title">{t('means.title')}</h3>
      <ul>
        <Switch>
          <Match when={props.action === 'cancel'}>
            <li>{t('bulk.means.cancel.mail')}</li>
            <li>{t('bulk.means.cancel.freed')}</li>
          </Match>
          <Match when={props.action === 'resend'}>
            <li>{t('bulk.means.resend')}</li>
          </Match>
          <Match when={props.action === 'extend'}>
            <li>{t('bulk.means.extend')}</li>
          </Match>
        </Switch>
        <li>{t('bulk.means.each')}</li>
      </ul>
    </div>
  );
}

function Failures(props: { readonly results: readonly Result[]; readonly names: ReadonlyMap<string, string> }) {
  const { t, text } = useHr();
  const nameOf = (id: string) => props.names.get(id) || t('list.hidden', { id: id.slice(-6) });
  return (
    <div role="alert">
      <p class="means-title">{t('bulk.failed', { count: props.results.length })}</p>
      <ul class="bulk-failures">
        <For each={props.results}>
          {({ interviewId, refusal }) => (
            <li>
              <a class="link" href={`/hr/interviews/${interviewId}`} target="_blank" rel="noreferrer">
                <bdi>{nameOf(interviewId)}</bdi>
                <span class="sr-only">{t('hr.newTab')}</span>
              </a>
              : {refusal && hrRefusalText(refusal, { t, text: text() })}
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
