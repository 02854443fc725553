import type { FaceView } from '@interlude/shared/schemas/views';
import { For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { initialsOf } from './faces.models.ts';

/** Some people as one picture: their photos, or their initials, each on a hue of their own. */
export function Faces(props: { readonly of: readonly FaceView[] }) {
  const { formats } = useI18n();
  return (
    <span class="faces" role="img" aria-label={formats().list(props.of.map(({ name }) => name))}>
      <For each={props.of}>
        {(person) => (
          <span class="face" data-hue={person.hue}>
            <Show when={person.photo} fallback={initialsOf(person.name)}>
              {(photo) => <img src={photo().src} width={photo().width} height={photo().height} alt="" />}
            </Show>
          </span>
        )}
      </For>
    </span>
  );
}
