import { useQuery } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { settingsQuery } from '../policy/settings.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { HostsForm } from '../settings/hosts-form.tsx';
import { dataOf } from '../shell/data-of.ts';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { embedSnippet } from './embed-snippet.models.ts';
import type { Service } from './services.queries.ts';

/** Where the company's services may be shown in a frame, and what a website holds for that. */
export function Websites(props: { readonly services: readonly Service[] }) {
  const { t } = useHr();
  const settings = useQuery(() => settingsQuery());
  const [isEdited, setEdited] = createSignal(false);
  return (
    <Show when={dataOf(settings)}>
      {(known) => (
        <section class="card stack mt-6" aria-labelledby="websites">
          <h2 id="websites" class="hr-h2">
            {t('websites.title')}
          </h2>
          <p>{t('websites.what')}</p>
          <Show when={known().hosts.length > 0} fallback={<p class="muted">{t('websites.none')}</p>}>
            <ul aria-labelledby="websites">
              <For each={known().hosts}>
                {(host) => (
                  <li class="break-words">
                    <bdi>{host}</bdi>
                  </li>
                )}
              </For>
            </ul>
          </Show>
          <div>
            <button type="button" class="button" onClick={() => setEdited(true)}>
              {t('websites.change')}
            </button>
          </div>
          <Show when={known().hosts.length > 0 && props.services.length > 0}>
            <Snippet services={props.services} />
          </Show>
          <HrDialog isOpen={isEdited()} onClose={() => setEdited(false)} title={t('websites.title')}>
            <Show when={isEdited()}>
              <HostsForm
                present={known().hosts}
                most={20}
                hint={t('websites.hint')}
                field="hosts"
                save={(hosts) => api.settings.saveHosts.mutate({ hosts: hosts ?? [] })}
                saved={t('websites.saved')}
                onClose={() => setEdited(false)}
              />
            </Show>
          </HrDialog>
        </section>
      )}
    </Show>
  );
}

function Snippet(props: { readonly services: readonly Service[] }) {
  const { t, say } = useHr();
  const id = createUniqueId();
  const [chosen, setChosen] = createSignal<string | null>(null);
  const service = () => props.services.find(({ serviceId }) => serviceId === chosen()) ?? props.services[0];
  async function copy({ name, url }: Service) {
    await navigator.clipboard.writeText(embedSnippet({ name, url }));
    say({ text: t('websites.snippet.copied', { name }) });
  }
  return (
    <Show when={service()}>
      {(one) => (
        <div class="stack">
          <h3 class="font-strong">{t('websites.snippet')}</h3>
          <div class="field">
            <label for={id}>{t('websites.snippet.of')}</label>
            <select id={id} class="input" onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
              <For each={props.services}>
                {({ serviceId, name }) => (
                  <option value={serviceId} selected={serviceId === one().serviceId}>
                    {name}
                  </option>
                )}
              </For>
            </select>
          </div>
          <pre class="snippet">
            <code>{embedSnippet(one())}</code>
          </pre>
          <div>
            <button type="button" class="button" onClick={() => void copy(one())}>
              {t('websites.snippet.copy')}
            </button>
          </div>
        </div>
      )}
    </Show>
  );
}
