import { slugOf } from '@interlude/shared/slug';
import { StartsFields, ZoneField } from '../drafts/draft-fields.tsx';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { FoldedPart } from '../shell/folded-part.tsx';
import type { ServiceProblem } from './service-draft.models.ts';
import type { DraftFieldsProps } from './service-fields.tsx';

const within = ['step', 'before', 'after', 'zone', 'slug'] as const satisfies readonly ServiceProblem[];

interface DetailsProps extends DraftFieldsProps {
  readonly isNew: boolean;
  readonly isInConflict: (field: (typeof within)[number]) => boolean;
}

/** What is rarely changed: when times begin, what is free around them, in which zone, and the name in the address. */
export function ServiceDetails(props: DetailsProps) {
  const { t } = useHr();
  return (
    <FoldedPart
      title={t('service.more')}
      isCalledFor={within.some((field) => props.errorOf(field) !== null || props.isInConflict(field))}
    >
      <StartsFields {...props} />
      <div class="field-pair">
        <ZoneField {...props} />
        <TextField
          label={t('service.slug')}
          value={props.draft.slug}
          placeholder={slugOf(props.draft.name, 'service')}
          onInput={(slug) => props.onChange({ slug })}
          hint={t(props.isNew ? 'service.slug.new' : 'service.slug.hint')}
          error={props.errorOf('slug')}
        />
      </div>
    </FoldedPart>
  );
}
