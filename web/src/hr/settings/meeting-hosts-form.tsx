import { useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { LinesField } from '../invite/text-field.tsx';
import { settingsQuery } from '../policy/settings.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { issuePaths } from '../session/issue-paths.models.ts';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { hostsFrom, mostHosts } from './meeting-hosts.models.ts';

interface MeetingHostsFormProps {
  /** Null where the known ones count. */
  readonly present: readonly string[] | null;
  readonly known: readonly string[];
  readonly onClose: () => void;
}

/** Where links to meetings may lead; whether it is a host is for the server to say. */
export function MeetingHostsForm(props: MeetingHostsFormProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const [typed, setTyped] = createSignal((props.present ?? []).join('\n'));
  const sent = createSubmit(
    () => api.settings.saveMeetingHosts.mutate({ meetingHosts: hostsFrom(typed()) }),
    async () => {
      props.onClose();
      say({ text: t('settings.saved') });
      await queries.invalidateQueries(settingsQuery());
    },
  );
  const wrong = () => {
    const hosts = hostsFrom(typed()) ?? [];
    if (hosts.length > mostHosts) return t('settings.hosts.many', { most: String(mostHosts) });
    const host = issuePaths(sent.problem(), 'meetingHosts').map((path) => hosts[Number(path)])[0];
    return host === undefined ? null : t('settings.hosts.wrong', { host });
  };
  const save = async () => {
    if ((hostsFrom(typed()) ?? []).length <= mostHosts) await sent.submit();
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
        hint={t('settings.hosts.hint', { hosts: props.known.join(', ') })}
      />
    </DialogForm>
  );
}
