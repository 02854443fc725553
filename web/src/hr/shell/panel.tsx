import { type JSX, type ParentProps, Show } from 'solid-js';
import { refusalOf } from '../../api.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { SlowNote } from '../../ui/skeleton.tsx';
import { useHr } from '../session/hr-context.tsx';
import { useWords } from '../words/hr-words.tsx';
import { dataOf } from './data-of.ts';
import { Glyph, type GlyphName } from './glyph.tsx';
import { PageHead } from './page-head.tsx';

interface Read<Data> {
  readonly isPending: boolean;
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface PanelProps<Data> {
  readonly query: Read<Data>;
  /** What stands there until then; a page has its own. */
  readonly skeleton?: JSX.Element;
  readonly children: (data: () => Data) => JSX.Element;
  /** It is the whole page, which has a heading also while there is nothing to name it by. */
  readonly isPage?: boolean;
  /** Said instead of an error when the server knows no such thing. */
  readonly missing?: JSX.Element;
}

/** What a query brought, or that it is on its way, or what went wrong with a way to try again. */
export function Panel<Data>(props: PanelProps<Data>) {
  const code = () => refusalOf(props.query.error)?.code;
  const read = () => {
    const data = dataOf(props.query);
    return data === undefined ? null : { data };
  };
  return (
    <Show
      when={read()}
      fallback={
        <Show when={props.query.error} fallback={props.isPage ? <PageSkeleton /> : props.skeleton}>
          <Show when={code() !== 'forbidden'} fallback={<NotForYourRole />}>
            <Show
              when={code() === 'not_found' && props.missing}
              fallback={<Failed query={props.query} isPage={props.isPage ?? false} />}
            >
              {props.missing}
            </Show>
          </Show>
        </Show>
      }
    >
      {(known) => props.children(() => known().data)}
    </Show>
  );
}

interface FailedProps {
  readonly query: { readonly error: unknown; readonly refetch: () => unknown };
  readonly isPage: boolean;
}

function Failed(props: FailedProps) {
  const { t } = useHr();
  return (
    <>
      <Show when={props.isPage}>
        <PageHead title={t('hr.failed')} />
      </Show>
      <ErrorPanel error={props.query.error} onRetry={() => void props.query.refetch()} />
    </>
  );
}

/** A page of which nothing is known yet. */
export function PageSkeleton() {
  const t = useWords();
  return (
    <>
      <h1 class="sr-only">{t('hr.loading')}</h1>
      <RowsSkeleton rows={8} />
    </>
  );
}

/** Lines of the height of what is about to come; shown only when it takes a moment. */
export function RowsSkeleton(props: { readonly rows: number }) {
  const t = useWords();
  return (
    <div class="late skeleton-rows">
      <span class="sr-only" role="status">
        {t('hr.loading')}
      </span>
      {Array.from({ length: props.rows }, () => (
        <span class="bone skeleton-row" aria-hidden="true" />
      ))}
      <SlowNote />
    </div>
  );
}

/** There is nothing, said in words and with a way on. */
export function EmptyState(
  props: ParentProps<{ readonly glyph: GlyphName; readonly title: string; readonly lead: string }>,
) {
  return (
    <div class="empty">
      <Glyph name={props.glyph} class="empty-glyph" />
      <h2 class="hr-h2">{props.title}</h2>
      <p class="muted">{props.lead}</p>
      {props.children}
    </div>
  );
}

/** The page exists, but not for this person. */
export function NotForYourRole() {
  const { t, me } = useHr();
  const { formats } = useI18n();
  const roles = () => formats().list(me().roles.map((role) => t(`role.${role}`)));
  return (
    <div class="stack">
      <PageHead title={t('hr.forbidden.title')} />
      <p>{t('hr.forbidden', { roles: roles(), company: me().tenant.name })}</p>
    </div>
  );
}
