import { useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { LinesField } from '../invite/text-field.tsx';
import { settingsQuery } from '../policy/settings.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { issuePaths } from '../session/issue-paths.models.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { hostsFrom } from './hosts.models.ts';

interface HostsFormProps {
  readonly present: readonly string[];
  /** As many as the server takes. */
  readonly most: number;
  readonly hint: string;
  /** What the server calls the list. */
  readonly field: string;
  /** Null where nothing was typed. */
  readonly save: (hosts: string[] | null) => Promise<unknown>;
  readonly saved: string;
  readonly onClose: () => void;
}

/** Hosts, one per line; whether each is one is for the server to say. */
export function HostsForm(props: HostsFormProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const [typed, setTyped] = createSignal(props.present.join('\n'));
  const sent = createSubmit(
    () => props.save(hostsFrom(typed())),
    async () => {
      props.onClose();
      say({ text: props.saved });
      await queries.invalidateQueries(settingsQuery());
    },
  );
  const wrong = () => {
    const hosts = hostsFrom(typed()) ?? [];
    if (hosts.length > props.most) return t('settings.hosts.many', { most: String(props.most) });
    const host = issuePaths(sent.problem(), props.field).map((path) => hosts[Number(path)])[0];
    return host === undefined ? null : t('settings.hosts.wrong', { host });
  };
  const save = async () => {
    if ((hostsFrom(typed()) ?? []).length <= props.most) await sent.submit();
  };
  return (
    <DialogForm
      onSubmit={save}
      onClose={props.onClose}
      label={t('settings.save')}
      isBusy={sent.isBusy()}
      problem={wrong() === null ? sent.problem() : null}
    >
      <LinesField
        label={t('settings.hosts.field')}
        value={typed()}
        onInput={(text) => {
          setTyped(text);
          sent.clear();
        }}
        rows={6}
        error={wrong()}
        hint={props.hint}
      />
    </DialogForm>
  );
}
