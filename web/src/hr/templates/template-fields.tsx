import { createUniqueId, For } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { MinutesField, NameField, StartsFields, ZoneField } from '../drafts/draft-fields.tsx';
import { LinesField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { FoldedPart } from '../shell/folded-part.tsx';
import { type TemplateDraft, type TemplateField, typeCodes } from './template-draft.models.ts';

interface TemplateFieldsProps {
  readonly draft: TemplateDraft;
  readonly onChange: (part: Partial<TemplateDraft>) => void;
  readonly errorOf: (what: TemplateField) => string | null;
}

export function KindFields(props: TemplateFieldsProps) {
  const { t } = useHr();
  const { t: common } = useI18n();
  const id = createUniqueId();
  const choose = (code: string) => props.onChange({ type: typeCodes.find((one) => one === code) ?? 'video' });
  return (
    <>
      <NameField {...props} />
      <div class="field-pair">
        <div class="field">
          <label for={id}>{t('template.type')}</label>
          <select id={id} class="input" onChange={(event) => choose(event.currentTarget.value)}>
            <For each={typeCodes}>
              {(code) => (
                <option value={code} selected={code === props.draft.type}>
                  {common(`type.${code}`)}
                </option>
              )}
            </For>
          </select>
        </div>
        <MinutesField {...props} />
      </div>
    </>
  );
}

export function PreparationFields(props: TemplateFieldsProps) {
  const { t } = useHr();
  return (
    <>
      <LinesField
        label={t('template.guide')}
        value={props.draft.guide}
        onInput={(guide) => props.onChange({ guide })}
        rows={5}
        hint={t('template.guide.hint')}
        error={props.errorOf('guide')}
      />
      <LinesField
        label={t('template.preparation')}
        value={props.draft.preparation}
        onInput={(preparation) => props.onChange({ preparation })}
        rows={3}
        hint={t('template.preparation.hint')}
        error={props.errorOf('preparation')}
      />
    </>
  );
}

const within = ['step', 'before', 'after', 'zone'] as const satisfies readonly TemplateField[];

interface DetailsProps extends TemplateFieldsProps {
  readonly isInConflict: (field: (typeof within)[number]) => boolean;
}

/** What is rarely changed: when times begin, what is free around them, and in which zone. */
export function TemplateDetails(props: DetailsProps) {
  const { t } = useHr();
  return (
    <FoldedPart
      title={t('template.more')}
      isCalledFor={within.some((field) => props.errorOf(field) !== null || props.isInConflict(field))}
    >
      <StartsFields {...props} />
      <ZoneField {...props} />
    </FoldedPart>
  );
}
