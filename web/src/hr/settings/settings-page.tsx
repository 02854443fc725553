import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { settingsQuery } from '../policy/settings.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { HostsForm } from './hosts-form.tsx';

/** `/hr/settings`: what holds for the whole company. */
export function SettingsPage() {
  const { t, may } = useHr();
  const settings = useQuery(() => ({ ...settingsQuery(), enabled: may('settings:write') }));
  const [isEdited, setEdited] = createSignal(false);
  return (
    <Show when={may('settings:write')} fallback={<NotForYourRole />}>
      <PageHead title={t('settings.title')} />
      <p class="muted page-lead">{t('settings.lead')}</p>
      <Panel query={settings} skeleton={<RowsSkeleton rows={4} />}>
        {(known) => (
          <>
            <section class="card stack" aria-labelledby="meeting-hosts">
              <h2 id="meeting-hosts" class="hr-h2">
                {t('settings.hosts')}
              </h2>
              <p>{t(known().meetingHosts === null ? 'settings.hosts.default' : 'settings.hosts.own')}</p>
              <ul aria-labelledby="meeting-hosts">
                <For each={known().meetingHosts ?? known().knownMeetingHosts}>
                  {(host) => (
                    <li class="break-words">
                      <bdi>{host}</bdi>
                    </li>
                  )}
                </For>
              </ul>
              <div>
                <button type="button" class="button" onClick={() => setEdited(true)}>
                  {t('settings.hosts.change')}
                </button>
              </div>
            </section>
            <HrDialog isOpen={isEdited()} onClose={() => setEdited(false)} title={t('settings.hosts')}>
              <Show when={isEdited()}>
                <HostsForm
                  present={known().meetingHosts ?? []}
                  most={50}
                  hint={t('settings.hosts.hint', { hosts: known().knownMeetingHosts.join(', ') })}
                  field="meetingHosts"
                  save={(meetingHosts) => api.settings.saveMeetingHosts.mutate({ meetingHosts })}
                  saved={t('settings.saved')}
                  onClose={() => setEdited(false)}
                />
              </Show>
            </HrDialog>
          </>
        )}
      </Panel>
    </Show>
  );
}
