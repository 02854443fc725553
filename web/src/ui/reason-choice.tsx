import { ChoiceGroup, WordsField } from './choice-group.tsx';

interface ReasonChoiceProps {
  readonly legend: string;
  readonly codes: readonly string[];
  readonly labelOf: (code: string) => string;
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
  readonly error: string | null;
  readonly textLabel: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

export function ReasonChoice(props: ReasonChoiceProps) {
  return (
    <div class="grid gap-4">
      <ChoiceGroup
        legend={props.legend}
        codes={props.codes}
        labelOf={props.labelOf}
        chosen={props.chosen}
        onChoose={props.onChoose}
        error={props.error}
      />
      <WordsField label={props.textLabel} value={props.text} rows={3} onInput={props.onText} />
    </div>
  );
}
