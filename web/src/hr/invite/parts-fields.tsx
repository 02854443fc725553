import { createUniqueId, For, Index, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { mostMoreParts, type Template } from './invite.models.ts';
import type { InviteForm } from './invite-form.ts';
import { TextField } from './text-field.tsx';

interface PartsFieldsProps {
  readonly form: InviteForm;
  readonly all: readonly Template[];
}

export function PartsFields(props: PartsFieldsProps) {
  const { t } = useHr();
  const more = () => props.form.draft.moreParts;
  const change = (moreParts: readonly string[]) => props.form.change({ moreParts });
  return (
    <>
      <Index each={more()}>
        {(templateId, n) => (
          <PartSelect
            {...props}
            templateId={templateId()}
            number={n + 2}
            onChange={(id) => change(more().map((one, k) => (k === n ? id : one)))}
            onRemove={() => change(more().filter((_, k) => k !== n))}
          />
        )}
      </Index>
      <Show when={more().length < mostMoreParts}>
        <button type="button" class="button" onClick={() => change([...more(), ''])}>
          {t('parts.add')}
        </button>
      </Show>
      <Show when={more().length > 0}>
        <p class="muted">{t('parts.lead')}</p>
        <Arrangement form={props.form} />
      </Show>
    </>
  );
}

interface PartSelectProps extends PartsFieldsProps {
  readonly templateId: string;
  readonly number: number;
  readonly onChange: (templateId: string) => void;
  readonly onRemove: () => void;
}

function PartSelect(props: PartSelectProps) {
  const { t } = useHr();
  const id = createUniqueId();
  const number = () => String(props.number);
  const isWrong = () => props.templateId === '' && props.form.isWrong('parts');
  return (
    <div class="field">
      <label for={id}>{t('parts.template', { number: number() })}</label>
      <div class="action-row">
        <select
          id={id}
          class="input grow"
          aria-invalid={isWrong()}
          aria-describedby={isWrong() ? `${id}-error` : undefined}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          <option value="" selected={props.templateId === ''}>
            {t('invite.template.choose')}
          </option>
          <For each={props.all}>
            {({ templateId, name }) => (
              <option value={templateId} selected={templateId === props.templateId}>
                {name}
              </option>
            )}
          </For>
        </select>
        <button
          type="button"
          class="button"
          aria-label={t('parts.remove.label', { number: number() })}
          onClick={() => props.onRemove()}
        >
          {t('parts.remove')}
        </button>
      </div>
      <Show when={isWrong()}>
        <p id={`${id}-error`} class="field-error">
          {t('parts.missing')}
        </p>
      </Show>
    </div>
  );
}

function Arrangement(props: { readonly form: InviteForm }) {
  const { t } = useHr();
  const { form } = props;
  const gapError = () => (form.isWrong('gap') ? t('parts.gap.wrong') : null);
  return (
    <fieldset class="field">
      <legend>{t('parts.arranged')}</legend>
      <TextField
        label={t('parts.withinDays')}
        value={form.draft.withinDays}
        onInput={(withinDays) => form.change({ withinDays })}
        hint={t('parts.withinDays.hint')}
        error={form.isWrong('withinDays') ? t('parts.withinDays.wrong') : null}
        isShort
        isNumeric
      />
      <div class="field-pair">
        <TextField
          label={t('parts.gap.min')}
          value={form.draft.gapMin}
          onInput={(gapMin) => form.change({ gapMin })}
          error={gapError()}
          isShort
          isNumeric
        />
        <TextField
          label={t('parts.gap.max')}
          value={form.draft.gapMax}
          onInput={(gapMax) => form.change({ gapMax })}
          error={gapError()}
          isShort
          isNumeric
        />
      </div>
    </fieldset>
  );
}
