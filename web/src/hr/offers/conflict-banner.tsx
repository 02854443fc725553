import { Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { useHr } from '../session/hr-context.tsx';
import type { Conflict } from './offer-form.ts';

interface ConflictBannerProps<Draft> {
  readonly conflict: Conflict<Draft> | null;
  /** What a field is called in the form. */
  readonly labelOf: (field: keyof Draft & string) => string;
}

/** Somebody else was faster: what their change did to the form, so that nobody overwrites the other unknowingly. */
export function ConflictBanner<Draft>(props: ConflictBannerProps<Draft>) {
  const { t, text } = useHr();
  const list = (fields: readonly (keyof Draft & string)[], rules: Conflict<Draft>['takenRules']) =>
    text().formats.list(
      [...fields.map(props.labelOf), ...rules.map((rule) => t(`policy.${rule}`))].map((field) =>
        t('offer.conflict.field', { field }),
      ),
    );
  return (
    <Show when={props.conflict}>
      {(conflict) => {
        const taken = () => list(conflict().taken, conflict().takenRules);
        const kept = () => list(conflict().kept, conflict().keptRules);
        return (
          <Banner tone="warn" role="alert">
            <Show when={!conflict().isArchived} fallback={t('offer.conflict.archived')}>
              <p>{t('offer.conflict')}</p>
              <Show when={taken()}>{(fields) => <p>{t('offer.conflict.taken', { fields: fields() })}</p>}</Show>
              <Show when={kept()}>{(fields) => <p>{t('offer.conflict.kept', { fields: fields() })}</p>}</Show>
              <p>{t('offer.conflict.again')}</p>
            </Show>
          </Banner>
        );
      }}
    </Show>
  );
}
