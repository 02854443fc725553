import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { useQueryClient } from '@tanstack/solid-query';
import { TRPCClientError } from '@trpc/client';
import { createSignal, createUniqueId, Show } from 'solid-js';
import { refusalOf, transport } from '../../api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Face } from '../../ui/faces.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { enAccount } from '../words/en-account.ts';
import { usePartWords } from '../words/hr-words.tsx';
import type { Account } from './account.queries.ts';

/** The bare bytes of the file; false where they are no picture that we take. */
async function putUp(file: File): Promise<boolean> {
  const headers = { ...transport.headers, 'content-type': file.type || 'application/octet-stream' };
  const answer = await fetch('/api/uploads/photo', { method: 'POST', headers, body: file }).catch((error: Error) =>
    Promise.reject(TRPCClientError.from(error)),
  );
  if (answer.ok) return true;
  const said: { error?: object } | null = await answer.json().catch(() => null);
  const error = TRPCClientError.from(
    said?.error ? ({ error: { code: 0, ...said.error } } as never) : new Error('no answer of ours'),
  );
  if (answer.status === 413 || refusalOf(error)?.code === 'invalid_input') return false;
  throw error;
}

/** One's own picture, as others see it. */
export function OwnPicture(props: { readonly account: Account }) {
  const { say, t } = useHr();
  const p = usePartWords(enAccount);
  const queries = useQueryClient();
  const id = createUniqueId();
  let input: HTMLInputElement | undefined;
  let file: File | undefined;
  const refresh = () =>
    Promise.all(['account', 'people', 'staff'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const [isWrong, setWrong] = createSignal(false);
  const sent = createSubmit(
    async () => (file === undefined ? false : await putUp(file)),
    async (isUp) => {
      if (isUp) say({ text: p('picture.saved') });
      setWrong(!isUp);
      await refresh();
    },
  );
  const removed = createSubmit(
    () => api.staff.removePhoto.mutate(),
    async () => {
      say({ text: p('picture.removed') });
      await refresh();
    },
  );
  function choose() {
    file = input?.files?.[0];
    if (input) input.value = '';
    if (file !== undefined) void sent.submit();
  }
  const face = () => ({
    name: props.account.name,
    hue: faceHueOf(props.account.personId),
    ...(props.account.photo === undefined ? {} : { photo: props.account.photo }),
  });
  return (
    <section class="card stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} class="hr-h2">
        {p('picture.title')}
      </h2>
      <div class="own-picture">
        <Face of={face()} />
        <div class="field">
          <label for={id}>{p('picture.choose')}</label>
          <input
            ref={input}
            id={id}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            aria-describedby={`${id}-hint`}
            onChange={choose}
          />
          <p id={`${id}-hint`} class="field-hint">
            {sent.isBusy() ? t('do.busy') : p('picture.hint')}
          </p>
        </div>
        <Show when={props.account.photo}>
          <button type="button" class="button" aria-disabled={removed.isBusy()} onClick={() => void removed.submit()}>
            {p('picture.remove')}
          </button>
        </Show>
      </div>
      <Show when={isWrong()}>
        <Banner tone="bad" role="alert">
          {p('picture.wrong')}
        </Banner>
      </Show>
      <ProblemBanner problem={sent.problem() ?? removed.problem()} />
    </section>
  );
}
