import { slugOf } from '@interlude/shared/slug';
import { createEffect, createSignal } from 'solid-js';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import type { DraftProblem } from './service-draft.models.ts';
import type { DraftFieldsProps } from './service-fields.tsx';

const within = ['step', 'before', 'after', 'zone', 'slug'] as const satisfies readonly DraftProblem[];

/** What is rarely changed: when times begin, what is free around them, in which zone, and the name in the address. */
export function ServiceDetails(props: DraftFieldsProps & { readonly isNew: boolean }) {
  const { t, me } = useHr();
  const [isOpen, setOpen] = createSignal(false);
  createEffect(() => {
    if (within.some((field) => props.errorOf(field) !== null)) setOpen(true);
  });
  return (
    <details class="card" open={isOpen()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="summary hr-h2">{t('service.more')}</summary>
      <div class="stack policy">
        <div class="field-triple">
          <TextField
            label={t('service.step')}
            value={props.draft.step}
            onInput={(step) => props.onChange({ step })}
            error={props.errorOf('step')}
            isNumeric
          />
          <TextField
            label={t('service.before')}
            value={props.draft.before}
            onInput={(before) => props.onChange({ before })}
            error={props.errorOf('before')}
            isNumeric
          />
          <TextField
            label={t('service.after')}
            value={props.draft.after}
            onInput={(after) => props.onChange({ after })}
            error={props.errorOf('after')}
            isNumeric
          />
        </div>
        <div class="field-pair">
          <TextField
            label={t('service.zone')}
            value={props.draft.zone}
            placeholder={me().tenant.zone}
            onInput={(zone) => props.onChange({ zone })}
            error={props.errorOf('zone')}
          />
          <TextField
            label={t('service.slug')}
            value={props.draft.slug}
            placeholder={slugOf(props.draft.name, 'service')}
            onInput={(slug) => props.onChange({ slug })}
            hint={t(props.isNew ? 'service.slug.new' : 'service.slug.hint')}
            error={props.errorOf('slug')}
          />
        </div>
      </div>
    </details>
  );
}
