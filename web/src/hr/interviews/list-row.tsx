import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { A } from '@solidjs/router';
import { For, type JSX, type ParentProps, Show } from 'solid-js';
import { Face } from '../../ui/faces.tsx';
import { useHr } from '../session/hr-context.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { attentionKind } from '../words/state-words.models.ts';
import type { InterviewRow } from './interviews.queries.ts';
import { StatusChip } from './status-chip.tsx';

interface ListRowProps extends ParentProps {
  readonly row: Pick<InterviewRow, 'status' | 'outcome' | 'jobTitle' | 'attention' | 'interviewers'>;
  readonly href: string;
  readonly name: string;
  readonly when: JSX.Element;
  /** Said where nobody who comes can be named. */
  readonly nobody: JSX.Element;
  readonly next: JSX.Element;
  /** What kind of meeting it is, below what it is about. */
  readonly kind?: JSX.Element;
  /** The first cell, where rows are chosen; empty for one that cannot be. */
  readonly choose?: JSX.Element;
  readonly isChosen?: boolean;
  readonly onClick?: (event: MouseEvent) => void;
  /** On a small screen, beside role and status. */
  readonly more?: JSX.Element;
}

/** One booking in a list; what there is to say of it beside its name are the children. */
export function ListRow(props: ListRowProps) {
  const { t, text } = useHr();
  const named = () => props.row.interviewers.filter(({ name }) => name !== '');
  const names = () => named().map(({ name }) => name);
  const chip = () => <StatusChip status={props.row.status} outcome={props.row.outcome} />;
  return (
    <tr data-chosen={props.isChosen || undefined} onClick={(event) => props.onClick?.(event)}>
      <Show when={props.choose !== undefined}>
        <td class="col-choose">{props.choose}</td>
      </Show>
      <td class="col-when">{props.when}</td>
      <th scope="row" class="col-name">
        <div class="name-cell">
          <A class="row-link" data-row href={props.href}>
            <bdi>{props.name}</bdi>
          </A>
          <Show when={props.row.attention}>
            {(attention) => (
              <span class="chip tone-bad">
                <Glyph name="warning" />
                {t(`attention.${attentionKind(attention())}`)}
              </span>
            )}
          </Show>
          {props.children}
          <div class="name-more">
            <span class="muted">{props.row.jobTitle}</span>
            {chip()}
            {props.more}
          </div>
        </div>
      </th>
      <td class="col-role">
        {props.row.jobTitle}
        <Show when={props.kind}>
          <span class="role-kind">{props.kind}</span>
        </Show>
      </td>
      <td class="col-who">
        <Show when={names().length > 0} fallback={props.nobody}>
          <span class="who">
            <span class="faces" aria-hidden="true">
              <For each={named()}>
                {({ personId, ...person }) => <Face of={{ ...person, hue: faceHueOf(personId) }} />}
              </For>
            </span>
            {text().formats.list(names())}
          </span>
        </Show>
      </td>
      <td class="col-status">{chip()}</td>
      <td class="col-next">{props.next}</td>
    </tr>
  );
}
