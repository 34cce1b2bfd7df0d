/** `not_checked` says that nothing was found out, `masked` that what is shown holds and the rest was left out on purpose. */
export type CheckOutcome = 'pass' | 'fail' | 'not_checked' | 'masked';

export type Check = {
  readonly id: string;
  readonly title: string;
  readonly outcome: CheckOutcome;
  /** A full sentence that names the file and the reason. */
  readonly because: string;
};

/** What was read, or why it could not be. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly missing: boolean; readonly because: string };

/**
 * Runs a decoder over content that nobody vouches for. Everything it throws is a statement about that content: a verifier
 * that stops in the middle says less than one that names what it could not read.
 */
export function attempt<T>(path: string, read: () => T): Read<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return { ok: false, missing: false, because: `${path}: ${error instanceof Error ? error.message : 'unreadable'}.` };
  }
}

export const missing = (path: string): Read<never> => ({ ok: false, missing: true, because: `${path} is missing.` });

/** What was found out about one thing, before it has a name and a title. */
export type Finding = { readonly outcome: CheckOutcome; readonly because: string };

export const pass = (because: string): Finding => ({ outcome: 'pass', because });
export const fail = (because: string): Finding => ({ outcome: 'fail', because });
export const notChecked = (because: string): Finding => ({ outcome: 'not_checked', because });

/** A missing file is named once, by `package.files`; whatever needs it is not checked. */
export const unread = (read: { readonly missing: boolean; readonly because: string }): Finding =>
  read.missing ? notChecked(read.because) : fail(read.because);

/** The worst of several findings stands for all of them; of equals the first. */
export function worst(findings: readonly Finding[], whenNone: Finding): Finding {
  const order: readonly CheckOutcome[] = ['fail', 'not_checked', 'masked', 'pass'];
  const found = order.flatMap((outcome) => findings.filter((finding) => finding.outcome === outcome));
  return found[0] ?? whenNone;
}

const WORDS: { readonly [id: string]: string } = {
  'package.readable': '证据包可以读出',
  'package.manifest': '文件清单与文件一致',
  'package.files': '文件齐全且没有多余',
  'package.entry': '证据包的登记条目与其内容一致',
  'package.bound': '每个文件与证据包登记时一致',
  'package.included': '证据包已登记在登记链中',
  'package.page': '核验页所示与文件一致',
  'epoch.signature': '时段汇总的签名',
  'log.witnesses': '外部共签',
  'time.earlier': '较早的存证回执与本卷登记链前后一致',
  'time.custodians': '时间戳服务机构／存证机构的存证回执',
  'time.statements': '存证机构回执所载校验值一致(回执本身须向该机构核对)',
  'time.not-neutral': '内置时间戳(非中立,仅供演示与测试)',
};

const ITEM_WORDS: { readonly [part: string]: string } = {
  entry: '可以读出',
  commitment: '的内容与加盐校验值一致',
  original: '的原件与登记时一致',
  included: '在登记链中(SHA-256)',
  'included-sm3': '在登记链中(SM3)',
};

/** The Chinese title of a check, by its id. */
export function titleOf(id: string): string {
  const [family, part, log, index, ...rest] = id.split('.');
  if (family === 'log' && part === 'signature') return `登记链 ${log} 的校验点签名`;
  if (family === 'log' && part === 'consistent') return `登记链 ${log} 在两个校验点之间只有新增`;
  if (family === 'item') return itemTitle(`${part}`, `${log}`, [index, ...rest].join('.'));
  return WORDS[id] ?? id;
}

/** The same for one part of an item. */
const itemTitle = (log: string, index: string | number, part: string): string =>
  `登记条目 ${log}:${index} ${ITEM_WORDS[part] ?? ''}`;

/** A check of one part of an item, of which there are many, so that the title is not taken out of the id again. */
export const namedItem = (log: string, index: number, part: string, { outcome, because }: Finding): Check => ({
  id: `item.${log}.${index}.${part}`,
  title: itemTitle(log, index, part),
  outcome,
  because,
});

export const named = (id: string, { outcome, because }: Finding): Check => ({
  id,
  title: titleOf(id),
  outcome,
  because,
});
