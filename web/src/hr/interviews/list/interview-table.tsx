import { For, Match, Show, Switch } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { Glyph } from '../../shell/glyph.tsx';
import { ListTable } from '../../shell/list-table.tsx';
import { onSingleKeys } from '../../shell/single-keys.ts';
import { WhenText, ZonedNear } from '../../shell/zoned-time.tsx';
import type { InterviewRow } from '../interviews.queries.ts';
import { ListRow } from '../list-row.tsx';

/** The list as a table; J and K walk along the rows' links. */
export function InterviewTable(props: { readonly rows: readonly InterviewRow[] }) {
  const { t } = useHr();
  let body: HTMLTableSectionElement | undefined;

  function walk(step: 1 | -1) {
    const links = [...(body?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])];
    const present = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
    const next = present < 0 ? (step === 1 ? 0 : links.length - 1) : present + step;
    links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
  }
  onSingleKeys({ j: () => walk(1), k: () => walk(-1) });

  return (
    <ListTable
      caption={t('list.caption')}
      heads={{
        status: t('list.col.status'),
        name: t('list.col.candidate'),
        role: t('list.col.role'),
        when: t('list.col.when'),
        who: t('list.col.who'),
        next: t('list.col.next'),
      }}
      onBody={(element) => {
        body = element;
      }}
    >
      <For each={props.rows}>{(row) => <Row row={row} />}</For>
    </ListTable>
  );
}

interface RowProps {
  readonly row: InterviewRow;
}

function Row(props: RowProps) {
  const { t, seesPeople } = useHr();
  return (
    <ListRow
      row={props.row}
      href={`/hr/interviews/${props.row.interviewId}`}
      name={seesPeople() ? props.row.candidate.name : t('list.hidden', { id: props.row.interviewId.slice(-6) })}
      when={<WhenCell row={props.row} />}
      nobody={
        <Show when={props.row.interviewers.length > 0} fallback={<span class="muted">{t('list.who.none')}</span>}>
          {t('fact.hidden')}
        </Show>
      }
      next={
        <Show when={props.row.next} fallback={<span class="muted">{t('list.next.none')}</span>}>
          {(next) => (
            <>
              <ZonedNear at={next().at} />: {next().text}
            </>
          )}
        </Show>
      }
    >
      <Show when={props.row.attempt > 1}>
        <span class="muted">{t('list.attempt', { count: props.row.attempt })}</span>
      </Show>
      <Show when={props.row.part}>
        {(part) => (
          <span class="muted">{t('parts.row', { number: String(part().number), of: String(part().of) })}</span>
        )}
      </Show>
      <Show when={props.row.retake?.state === 'pending'}>
        <span class="chip tone-info">
          <Glyph name="repeat" />
          {t('list.retake')}
        </span>
      </Show>
    </ListRow>
  );
}

function WhenCell(props: RowProps) {
  const { t, text } = useHr();
  return (
    <Switch fallback={<span class="muted">{t('list.when.none')}</span>}>
      <Match when={props.row.startsAt}>
        {(at) => <WhenText at={at()} isVoid={props.row.status === 'cancelled'} />}
      </Match>
      <Match when={props.row.status === 'invited' ? props.row.bookBy : null}>
        {(at) => <span class="muted">{t('list.bookBy', { date: text().shortDay(Date.parse(at())) })}</span>}
      </Match>
    </Switch>
  );
}
