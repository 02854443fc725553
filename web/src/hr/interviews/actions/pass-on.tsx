import { createSignal, createUniqueId, Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';

type Thing = 'link' | 'times';

/** What may be sent to the guest in a mail or chat of one's own: copied, or shown to be copied where that is not allowed. */
export function PassOn(props: { readonly interviewId: string; readonly name: string; readonly mayChoose: boolean }) {
  const { t, say } = useHr();
  const id = createUniqueId();
  const [shown, setShown] = createSignal<{ readonly what: Thing; readonly text: string } | null>(null);
  const textOf = async (what: Thing): Promise<string> => {
    const { interviewId } = props;
    if (what === 'link') return (await api.interviews.candidateLink.mutate({ interviewId })).url;
    const { times } = await api.interviews.freeTimes.query({ interviewId, count: 3 });
    return times.map(({ line }) => line).join('\n');
  };
  const copier = (what: Thing) =>
    createSubmit(
      () => textOf(what),
      async (text) => {
        setShown(null);
        if (text === '') return say({ text: t('pass.times.none') });
        try {
          await navigator.clipboard.writeText(text);
          say({ text: what === 'link' ? t('pass.link.copied', { name: props.name }) : t('pass.times.copied') });
        } catch {
          setShown({ what, text });
          queueMicrotask(() => field?.select());
        }
      },
    );
  const link = copier('link');
  const times = copier('times');
  let field: HTMLTextAreaElement | undefined;
  return (
    <div class="stack">
      <div class="action-row">
        <button type="button" class="button" aria-disabled={link.isBusy()} onClick={() => void link.submit()}>
          {t('pass.link')}
        </button>
        <Show when={props.mayChoose}>
          <button type="button" class="button" aria-disabled={times.isBusy()} onClick={() => void times.submit()}>
            {t('pass.times')}
          </button>
        </Show>
      </div>
      <ProblemBanner problem={link.problem() ?? times.problem()} />
      <Show when={shown()}>
        {(one) => (
          <div class="field">
            <label for={id}>{t('pass.byHand')}</label>
            <textarea
              ref={field}
              id={id}
              class="input"
              rows={one().what === 'link' ? 2 : 4}
              dir="auto"
              readonly
              value={one().text}
            />
          </div>
        )}
      </Show>
    </div>
  );
}
