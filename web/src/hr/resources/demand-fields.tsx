import { demandLimits } from '@interlude/shared/booking/panel-rules';
import { For, Index, Show } from 'solid-js';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { type DemandDraft, demandProblem, emptyDemand, seatsIn } from './resources.models.ts';
import type { Resource } from './resources.queries.ts';

interface DemandFieldsProps {
  readonly drafts: readonly DemandDraft[];
  readonly resources: readonly Resource[];
  readonly isTried: boolean;
  readonly error: string | null;
  readonly onChange: (drafts: readonly DemandDraft[]) => void;
}

/** The rooms and licences asked for beside the people; nothing where there are none. */
export function DemandFields(props: DemandFieldsProps) {
  const { t } = useHr();
  const change = (index: number, part: Partial<DemandDraft>) =>
    props.onChange(props.drafts.map((draft, n) => (n === index ? { ...draft, ...part } : draft)));
  // Shown only if no single demand is wrong, since that is said at its own fields.
  const isWrongTogether = () => props.drafts.every((draft) => demandProblem(draft, props.resources) === null);
  return (
    <Show when={props.resources.length > 0 || props.drafts.length > 0}>
      <Index each={props.drafts}>
        {(draft, index) => (
          <OneDemand
            draft={draft()}
            number={String(index + 1)}
            // An archived room that is asked for already is listed, so that it can be taken out.
            resources={props.resources.filter((one) => !one.archived || draft().anyOf.includes(one.resourceId))}
            isTried={props.isTried}
            onChange={(part) => change(index, part)}
            onRemove={() => props.onChange(props.drafts.filter((_, n) => n !== index))}
          />
        )}
      </Index>
      <Show when={isWrongTogether() && props.error}>
        {(error) => (
          <p role="alert" class="field-error">
            {error()}
          </p>
        )}
      </Show>
      <Show when={props.drafts.length < demandLimits.demands}>
        <div class="action-row">
          <button type="button" class="button" onClick={() => props.onChange([...props.drafts, emptyDemand])}>
            {t('demand.add')}
          </button>
        </div>
      </Show>
    </Show>
  );
}

interface OneDemandProps {
  readonly draft: DemandDraft;
  readonly number: string;
  readonly resources: readonly Resource[];
  readonly isTried: boolean;
  readonly onChange: (part: Partial<DemandDraft>) => void;
  readonly onRemove: () => void;
}

function OneDemand(props: OneDemandProps) {
  const { t } = useHr();
  const problem = () => (props.isTried ? demandProblem(props.draft, props.resources) : null);
  const toggle = (resourceId: string, isIn: boolean) => {
    const others = props.draft.anyOf.filter((one) => one !== resourceId);
    props.onChange({ anyOf: isIn ? [...others, resourceId] : others });
  };
  return (
    <fieldset class="card stack">
      <legend class="hr-h2">{t('demand.one', { number: props.number })}</legend>
      <fieldset class="field">
        <legend>{t('demand.anyOf')}</legend>
        <Show when={problem() === 'anyOf' || problem() === 'tooMany'}>
          <p role="alert" class="field-error">
            {problem() === 'anyOf'
              ? t('demand.anyOf.missing')
              : t('demand.anyOf.tooMany', { most: String(demandLimits.resources) })}
          </p>
        </Show>
        <For each={props.resources}>
          {(resource) => (
            <label class="check">
              <input
                type="checkbox"
                checked={props.draft.anyOf.includes(resource.resourceId)}
                aria-invalid={problem() === 'anyOf' || problem() === 'tooMany'}
                onChange={(event) => toggle(resource.resourceId, event.currentTarget.checked)}
              />
              <span>
                <bdi>{resource.name}</bdi>{' '}
                <span class="muted">
                  ({t('resources.capacity.of', { count: resource.capacity })}
                  <Show when={resource.archived}>, {t('resources.archived')}</Show>)
                </span>
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <TextField
        label={t('demand.count')}
        value={props.draft.count}
        onInput={(count) => props.onChange({ count })}
        error={problem() === 'count' ? t('demand.count.wrong', { count: seatsIn(props.draft, props.resources) }) : null}
        isShort
        isNumeric
      />
      <div class="action-row">
        <button type="button" class="button" onClick={() => props.onRemove()}>
          {t('demand.remove', { number: props.number })}
        </button>
      </div>
    </fieldset>
  );
}
