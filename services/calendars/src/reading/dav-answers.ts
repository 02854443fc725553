import sax from 'sax';
import { UnreadableCalendar } from '../ical/busy-events.ts';

/** An element by its name without a prefix: servers write the same with any. */
export interface DavElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: DavElement[];
  text: string;
}

/** What a server says of one address. */
export interface DavAnswer {
  readonly href: string;
  readonly isGood: boolean;
  /** What it has of what was asked for. */
  readonly props: readonly DavElement[];
}

/** An answer of many (RFC 4918) has eight; each one deeper is held until it ends. */
const deepest = 32;
const mostElements = 500_000;

/** The answers within one of many (207). Throws `UnreadableCalendar`, also for one without end. */
export function davAnswersIn(xml: string): DavAnswer[] {
  const root = rootOf(xml);
  if (root.name !== 'multistatus') throw new UnreadableCalendar('not an answer of many');
  return childrenOf(root, 'response').flatMap((response) => {
    const [href] = childrenOf(response, 'href');
    if (href === undefined) return [];
    const stats = childrenOf(response, 'propstat').filter(isGood);
    const props = stats.flatMap((stat) => childrenOf(stat, 'prop').flatMap(({ children }) => children));
    return [{ href: href.text.trim(), isGood: isGood(response), props }];
  });
}

export function childrenOf({ children }: Pick<DavElement, 'children'>, name: string): DavElement[] {
  return children.filter((one) => one.name === name);
}

// Where none is said the answer as a whole was good.
function isGood(element: DavElement): boolean {
  const [status] = childrenOf(element, 'status');
  return status === undefined || /^\S+\s+2\d\d(\s|$)/.test(status.text.trim());
}

function rootOf(xml: string): DavElement {
  const parser = sax.parser(true, { strictEntities: true, position: false } as sax.SAXOptions);
  const top: DavElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  let elements = 0;
  parser.onerror = (cause) => {
    throw new UnreadableCalendar('not XML', { cause });
  };
  parser.onopentag = ({ name, attributes }) => {
    elements += 1;
    if (open.length > deepest || elements > mostElements) throw new UnreadableCalendar('no end of elements');
    const element = { name: name.replace(/^.*:/, ''), attributes: attributes as never, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  parser.ontext = add;
  parser.oncdata = add;
  parser.write(xml).close();
  const [root] = top.children;
  if (root === undefined) throw new UnreadableCalendar('nothing');
  return root;

  function add(text: string): void {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  }
}
