import { useQueryClient } from '@tanstack/solid-query';
import { type JSX, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';

interface Named {
  readonly name: string;
}

export type Asked<One> = { readonly what: 'create' } | { readonly what: 'edit' | 'archive'; readonly one: One };

interface DraftDialogProps<One> {
  readonly kind: 'templates' | 'services';
  readonly asked: Asked<One> | null;
  readonly form: (present: One | null) => JSX.Element;
  readonly archive: (one: One) => Promise<Named>;
  readonly onClose: () => void;
}

/** The dialog in which a template or service is created, changed or archived, each with what it means. */
export function DraftDialog<One extends Named>(props: DraftDialogProps<One>) {
  const { t } = useHr();
  const one = () => (props.asked === null || props.asked.what === 'create' ? null : props.asked.one);
  const isArchiving = () => props.asked?.what === 'archive';
  const title = () => {
    const name = one()?.name ?? '';
    if (isArchiving()) return t(`${props.kind}.archive.ask`, { name });
    return props.asked?.what === 'edit' ? t(`${props.kind}.edit`, { name }) : t(`${props.kind}.new`);
  };
  return (
    <HrDialog
      isOpen={props.asked !== null}
      onClose={props.onClose}
      title={title()}
      lead={t(`${props.kind}.${props.asked?.what ?? 'edit'}.means`)}
      isAlert={isArchiving()}
      isWide={!isArchiving()}
    >
      <Show when={isArchiving() && one()} fallback={props.form(one())}>
        {(archived) => <ArchiveForm {...props} one={archived()} />}
      </Show>
    </HrDialog>
  );
}

function ArchiveForm<One extends Named>(props: DraftDialogProps<One> & { readonly one: One }) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const sent = createSubmit(
    () => props.archive(props.one),
    async ({ name }) => {
      const { kind } = props;
      props.onClose();
      say({ text: t(`${kind}.archived`, { name }) });
      await queries.invalidateQueries({ queryKey: [kind] });
    },
  );
  return (
    <DialogForm
      onSubmit={sent.submit}
      onClose={props.onClose}
      label={t(`${props.kind}.archive.do`)}
      isBusy={sent.isBusy()}
      isDanger
      problem={sent.problem()}
    />
  );
}
