import { useQueryClient } from '@tanstack/solid-query';
import { createEffect, untrack } from 'solid-js';
import { createStore } from 'solid-js/store';
import { LinesField, TextField } from '../invite/text-field.tsx';
import { LanguageField, longestAbout } from '../people/person-form.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { enAccount } from '../words/en-account.ts';
import { usePartWords } from '../words/hr-words.tsx';
import type { Account } from './account.queries.ts';

const fields = ['title', 'about', 'zone', 'locale'] as const;

/** What others see of somebody besides their picture, and the clock and language they are written to in. */
export function OwnForm(props: { readonly account: Account }) {
  const { t, say } = useHr();
  const p = usePartWords(enAccount);
  const queries = useQueryClient();
  const fieldsOf = ({ title, about, zone, locale }: Account) => ({
    title: title ?? '',
    about: about ?? '',
    zone,
    locale,
  });
  let known = fieldsOf(props.account);
  const [draft, setDraft] = createStore({ ...known });
  // What somebody else has changed meanwhile is taken over, except where something else is typed already.
  createEffect(() => {
    const next = fieldsOf(props.account);
    for (const field of fields) if (untrack(() => draft[field]) === known[field]) setDraft(field, next[field]);
    known = next;
  });
  const count = () => draft.about.trim().length;
  const saved = createSubmit(
    () => {
      const said = {
        title: draft.title.trim() || null,
        about: draft.about.trim() || null,
        zone: draft.zone.trim(),
        locale: draft.locale,
      };
      const touched = fields.filter((field) => draft[field].trim() !== known[field]);
      return api.account.save.mutate(Object.fromEntries(touched.map((field) => [field, said[field]])));
    },
    async () => {
      say({ text: p('own.saved') });
      await Promise.all(['account', 'people', 'staff'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  );
  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (count() <= longestAbout) void saved.submit();
  }
  return (
    <section class="card" aria-labelledby="own-title">
      <form class="stack" novalidate onSubmit={submit}>
        <h2 id="own-title" class="hr-h2">
          {p('own.title')}
        </h2>
        <p class="muted">{p('own.lead')}</p>
        <TextField label={p('own.job')} value={draft.title} onInput={(title) => setDraft({ title })} />
        <LinesField
          label={p('own.about')}
          value={draft.about}
          onInput={(about) => setDraft({ about })}
          rows={2}
          hint={p('own.about.hint', { count: count() })}
          error={count() > longestAbout ? p('own.about.long', { count: count() }) : null}
        />
        <div class="field-pair">
          <TextField
            label={p('own.zone')}
            value={draft.zone}
            onInput={(zone) => setDraft({ zone })}
            hint={p('own.zone.hint')}
          />
          <LanguageField label={p('own.locale')} locale={draft.locale} onChange={(locale) => setDraft({ locale })} />
        </div>
        <ProblemBanner problem={saved.problem()} />
        <div>
          <button type="submit" class="button button-primary" aria-disabled={saved.isBusy()}>
            {saved.isBusy() ? t('do.busy') : p('own.save')}
          </button>
        </div>
      </form>
    </section>
  );
}
