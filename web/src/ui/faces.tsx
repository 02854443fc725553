import { initialsOf } from '@interlude/shared/brand/face-names';
import type { FaceView } from '@interlude/shared/schemas/views';
import { createSignal, For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';

/** Some people as one picture: their photos, or their initials, each on a hue of their own. */
export function Faces(props: { readonly of: readonly FaceView[] }) {
  const { formats } = useI18n();
  return (
    <span class="faces" role="img" translate="no" aria-label={formats().list(props.of.map(({ name }) => name))}>
      <For each={props.of}>{(person) => <Face of={person} />}</For>
    </span>
  );
}

/** Somebody's initials, and over them their photo if they have put one up; decoration beside their name. */
export function Face(props: { readonly of: FaceView }) {
  // A photo that does not load leaves the initials; a newer one is another address.
  const [lost, setLost] = createSignal('');
  return (
    <span class="face" translate="no" data-hue={props.of.hue} aria-hidden="true">
      {initialsOf(props.of.name)}
      <Show when={props.of.photo?.src !== lost() && props.of.photo}>
        {(photo) => <img src={photo().src} alt="" onError={() => setLost(photo().src)} />}
      </Show>
    </span>
  );
}
