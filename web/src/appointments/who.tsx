import type { PublicService } from '@interlude/shared/schemas/service';
import { createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Face, Faces } from '../ui/faces.tsx';
import { Choice } from './choice.tsx';

type Provider = PublicService['providers'][number];

// More faces than these push the times out of sight.
const mostFaces = 6;

interface WhoProps {
  readonly of: readonly Provider[];
  readonly chosen: string | null;
  readonly onChoose: (providerId: string | null) => void;
}

/** Whom one meets; where there are several, the times of one of them or of whoever is free. */
export function Who(props: WhoProps) {
  const { t } = useI18n();
  return (
    <Show when={props.of.length > 1} fallback={<For each={props.of}>{(person) => <Person of={person} />}</For>}>
      <Show when={props.of.length <= mostFaces} fallback={<ByName {...props} />}>
        <fieldset class="who">
          <legend>{t('begin.provider')}</legend>
          <ByFace {...props} />
        </fieldset>
      </Show>
    </Show>
  );
}

function ByFace(props: WhoProps) {
  const { t } = useI18n();
  const name = createUniqueId();
  return (
    <div class="who-list">
      <label class="choice flex-wrap">
        <input type="radio" name={name} checked={props.chosen === null} onChange={() => props.onChoose(null)} />
        <span aria-hidden="true">
          <Faces of={props.of.slice(0, 3)} />
        </span>
        <span class="who-any">{t('begin.provider.any')}</span>
      </label>
      <For each={props.of}>
        {(person) => (
          <label class="choice">
            <input
              type="radio"
              name={name}
              checked={props.chosen === person.providerId}
              onChange={() => props.onChoose(person.providerId)}
            />
            <Person of={person} />
          </label>
        )}
      </For>
    </div>
  );
}

function ByName(props: WhoProps) {
  const { t } = useI18n();
  const options = () =>
    props.of.map(({ providerId, name, title }) => ({ value: providerId, text: title ? `${name}, ${title}` : name }));
  return (
    <Choice
      label={t('begin.provider')}
      value={props.chosen ?? ''}
      onChoose={(chosen) => props.onChoose(chosen || null)}
      options={[{ value: '', text: t('begin.provider.any') }, ...options()]}
    />
  );
}

function Person(props: { readonly of: Provider }) {
  return (
    <span class="flex items-center gap-3">
      <Face of={props.of} />
      <span class="min-w-0">
        <bdi class="block font-strong" translate="no">
          {props.of.name}
        </bdi>
        <Show when={props.of.title}>
          {(title) => (
            <bdi class="block text-meta text-muted" translate="no">
              {title()}
            </bdi>
          )}
        </Show>
      </span>
    </span>
  );
}
