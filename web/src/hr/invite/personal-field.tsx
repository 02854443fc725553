import { enInvite } from '../words/en-invite.ts';
import { usePartWords } from '../words/hr-words.tsx';
import type { InviteForm } from './invite-form.ts';
import { LinesField } from './text-field.tsx';

export function PersonalField(props: { readonly form: InviteForm }) {
  const w = usePartWords(enInvite);
  return (
    <div class="card stack">
      <LinesField
        label={w('personal')}
        value={props.form.draft.personal}
        onInput={(personal) => props.form.change({ personal })}
        rows={2}
        hint={w('personal.hint')}
        error={props.form.isWrong('personal') ? w('personal.wrong') : null}
      />
    </div>
  );
}
