import { Match, Show, Switch } from 'solid-js';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { Glyph } from '../../shell/glyph.tsx';
import { WhenText, ZonedNear } from '../../shell/zoned-time.tsx';
import { nextText } from '../../timeline/event-text.models.ts';
import type { HrTranslator } from '../../words/hr-words.tsx';
import type { InterviewRow } from '../interviews.queries.ts';
import { ListRow } from '../list-row.tsx';
import type { Selection } from './selection.ts';

/** A session with all its guests is changed on its own page. */
export function isChoosable({ kind }: InterviewRow): boolean {
  return kind !== 'group';
}

/** Whom an interview is with, or its number for those who are not shown that. */
export function nameOf({ candidate, interviewId }: InterviewRow, t: HrTranslator): string {
  return candidate.name || t('list.hidden', { id: interviewId.slice(-6) });
}

interface LineProps {
  readonly row: InterviewRow;
  /** Whether the day stands above it. */
  readonly isByDay: boolean;
  readonly selection: Selection;
}

export function InterviewLine(props: LineProps) {
  const { t } = useHr();
  const { t: common } = useI18n();
  const id = () => props.row.interviewId;
  const name = () => nameOf(props.row, t);
  return (
    <ListRow
      row={props.row}
      href={`/hr/interviews/${id()}`}
      name={name()}
      kind={common(`type.${props.row.type}`)}
      isChosen={props.selection.has(id())}
      choose={
        <Show when={isChoosable(props.row)} fallback="">
          <input
            type="checkbox"
            aria-label={t('list.choose', { name: name() })}
            checked={props.selection.has(id())}
            onClick={(event) => {
              props.selection.toggle(id(), event.shiftKey);
              event.currentTarget.checked = props.selection.has(id());
            }}
          />
        </Show>
      }
      when={<WhenCell {...props} />}
      nobody={
        <Show when={props.row.interviewers.length > 0} fallback={<span class="muted">{t('list.who.none')}</span>}>
          {t('fact.hidden')}
        </Show>
      }
      next={
        <Show when={props.row.next} fallback={<span class="muted">{t('list.next.none')}</span>}>
          {(next) => (
            <>
              {nextText(next().what, t)} <ZonedNear at={next().at} />
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

function WhenCell(props: LineProps) {
  const { t, text } = useHr();
  const isVoid = () => props.row.status === 'cancelled';
  const until = () => Date.parse(props.row.endsAt ?? props.row.startsAt ?? '');
  return (
    <Switch fallback={<span class="muted">{t('list.when.none')}</span>}>
      <Match when={props.isByDay && props.row.startsAt}>
        {(at) => (
          <span class="day-time" classList={{ 'when-void': isVoid() }}>
            <time datetime={at()} title={`${text().fullWhen(Date.parse(at()))} (${text().offset(Date.parse(at()))})`}>
              {text().time(Date.parse(at()))}
            </time>{' '}
            <span class="muted">{t('list.span', { to: text().time(until()) })}</span>
          </span>
        )}
      </Match>
      <Match when={props.row.startsAt}>{(at) => <WhenText at={at()} isVoid={isVoid()} />}</Match>
      <Match when={props.row.status === 'invited' ? props.row.bookBy : null}>
        {(at) => <span class="muted">{t('list.bookBy', { date: text().shortDay(Date.parse(at())) })}</span>}
      </Match>
    </Switch>
  );
}
