import type { Link, Raw, Row, Told } from './recompute-raw.ts';
import { holdsFigure, key, printed } from './recompute-raw.ts';

/** A link with what it lists and, in the order of its grounds, what it cites. */
export type Given = Told & {
  readonly raw: Raw;
  readonly link: Link;
  readonly rows: readonly Row[];
  readonly cited: readonly Row[];
};
/** True where what a part of the grounds says comes out of the records again. */
export type Check = (found: readonly string[], given: Given) => boolean;
export type Part = readonly [shape: RegExp, check: Check];

export const WHEN = String.raw`(\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d \+08:00|\(来源只记到日\)))`;
/** What happened at the moment for which standing is asked. */
export const ACT = '(首次说到该客户|该客户首次与对方成交|所涉事件最早一项)';
export const CITE = String.raw`\(([a-z0-9-]+:[^()、:]+)\)`;
export const WHO = String.raw`(.+?)\(客户号(\w+)\)`;
export const SUM = String.raw`(¥[\d,]+\.\d\d)`;
export const TALK = ['chat', 'email', 'call'];
export const part = (shape: string, check: Check): Part => [new RegExp(`^${shape}$`, 'u'), check];

/** A figure that was spoken in a message beside the one that is told of. */
export const spokenBeside = part(
  `${WHEN} (.+?)说到(.+?)${CITE}`,
  ([when, who, figure = '', id = ''], { raw, employee }) => {
    const row = raw.get(id);
    if (row === undefined || !TALK.includes(row.kind) || printed(row) !== when) return false;
    const isOurs = raw.accounts('hr', employee.ref).has(key(row.body.from));
    const isWho = who === '对方' ? !isOurs : isOurs && who === employee.name;
    return isWho && holdsFigure(row.body.text ?? row.body.transcript?.text ?? '', figure);
  },
);
