import type { Kind } from '../../kernel/record.ts';
import type { Parts } from './date.ts';
import { clearParts, compileFormat, foldDate, USUAL_FORMATS } from './date.ts';
import type { ProposedColumn, Subject } from './propose-subject.ts';
import { quoted } from './propose-subject.ts';
import type { Meaning } from './propose-words.ts';

/** The lines of a proposal as they are written, and which column went where. */
type Draft = {
  readonly subject: Subject;
  readonly lines: string[];
  readonly fields: Map<string, string>;
};

export type WrittenProposal = { readonly text: string; readonly fields: ReadonlyMap<string, string> };

/** Writes a mapping for what the columns seem to hold; a question stands wherever that could not be told. */
export function writeProposal(subject: Subject, kind: Kind): WrittenProposal {
  const draft: Draft = { subject, lines: [], fields: new Map() };
  const { lines } = draft;
  const isMoney = kind === 'transfer';
  lines.push(
    '# 按文件的列名和前几行拟出，请逐行核对。带“？”的地方需要补上；语言说明见 docs/format/mapping.md。',
    'mapping: 1',
    `name: ${slug(subject.fileName, kind)}`,
    `title: ${quoted(subject.fileName.slice(0, 100) || kind)}`,
    isMoney ? '# 公司自己的账户写 company。' : 'basis: work-system',
    ...(isMoney
      ? [
          'account: personal',
          "# ？文件上面若印有账号，可写 owner: {join: [bank, {preamble: '账号[：:]\\s*(\\d{12,19})'}], with: ':'}",
        ]
      : []),
    '',
    'file:',
    `  form: ${subject.form}`,
    ...fileLines(subject),
    '',
    ...(subject.hasTotals
      ? ["skip: [{line: true, matches: '(?i)^(?:本页|本月|累计)?(?:合计|总计|小计)|^(?:sub)?total'}]", '']
      : []),
  );
  WRITERS[kind]?.(draft);
  const unused = subject.columns.filter(({ name }) => !draft.fields.has(name));
  if (unused.length > 0) lines.push('', '# ？这些列没有用上：', ...unused.map(({ name }) => `#   ${comment(name)}`));
  return { text: `${lines.join('\n')}\n`, fields: draft.fields };
}

const comment = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').slice(0, 100);

function slug(fileName: string, kind: Kind): string {
  const plain = fileName
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 30);
  return /[a-z]/.test(plain) ? plain.replace(/-$/, '') : `my-${kind}`;
}

function fileLines({ form, columns, items }: Subject): readonly string[] {
  const known = columns.filter(({ meaning }) => meaning !== undefined);
  const chosen = known.length >= 2 ? known : columns;
  if (form === 'table') {
    const names = chosen
      .filter(({ selector }) => selector.startsWith('column: ') && !/^column: \d+$|occurrence/.test(selector))
      .slice(0, 12);
    if (names.length > 0) return [`  header: [${names.map(({ name }) => quoted(name)).join(', ')}]`];
    return [
      '  # ？没有找到表头；若文件没有表头，按位置给每一列起名',
      `  columns: [${Array.from({ length: Math.max(1, columns.length) }, (_, at) => `c${at + 1}`).join(', ')}]`,
    ];
  }
  const paths = chosen.slice(0, 4).map(({ name }) => quoted(name));
  return [
    ...(items === undefined ? [] : [`  items: ${quoted(items)}`]),
    `  recognise: {has: [${paths.length > 0 ? paths.join(', ') : 'id'}]}`,
  ];
}

/** The selector of the first column with one of these meanings, noted as used for `field`; undefined if there is none. */
function take(draft: Draft, field: string, ...meanings: readonly Meaning[]): string | undefined {
  for (const meaning of meanings) {
    const found = columnOf(draft, meaning);
    if (found === undefined) continue;
    draft.fields.set(found.name, draft.fields.get(found.name) ?? field);
    return `{${found.selector}}`;
  }
  return undefined;
}

const columnOf = ({ subject }: Draft, ...meanings: readonly Meaning[]): ProposedColumn | undefined =>
  meanings.flatMap((meaning) => subject.columns.find((column) => column.meaning === meaning) ?? [])[0];

/** Asks on a line of its own, before the field that it is about; nothing stands for the answer until it is given. */
function unknown(draft: Draft, question: string): string {
  ask(draft, question);
  return "''";
}

function ask({ lines }: Draft, question: string): void {
  lines.push(`      # ？${question}`);
}

function party(
  draft: Draft,
  field: string,
  system: string,
  ids: readonly Meaning[],
  names: readonly Meaning[],
  question: string,
): string {
  const ref = take(draft, field, ...ids);
  const name = take(draft, `${field}.name`, ...names);
  if (ref !== undefined) return `{party: ${system}, ref: ${ref}${name === undefined ? '' : `, name: ${name}`}}`;
  if (name === undefined) return unknown(draft, question);
  ask(draft, `只有名称，没有编号。${question}`);
  return `{party: ${system}, ref: ${name}}`;
}

function write(draft: Draft, field: string, value: string | undefined): void {
  if (value !== undefined) draft.lines.push(`      ${field}: ${value}`);
}

/** The beginning of a record up to its body. */
function begin(draft: Draft, kind: Kind, ...times: readonly Meaning[]): void {
  const id = take(draft, 'id', 'txn');
  draft.lines.push('records:', `  - kind: ${kind}`);
  if (id !== undefined) draft.lines.push(`    id: ${id}`);
  const clock = columnOf(draft, 'clock');
  const day = columnOf(draft, ...times);
  if (day === undefined) draft.lines.push(`    at: {date: ${unknown(draft, '哪一列是时间？')}}`);
  else {
    const date = take(draft, 'at', ...times) ?? '';
    const time = clock === undefined ? undefined : take(draft, 'at', 'clock');
    const formats = formatsOf(day.samples);
    if (formats.question !== '') ask(draft, formats.question);
    draft.lines.push(`    at: {date: ${date}${time === undefined ? '' : `, time: ${time}`}${formats.text}}`);
  }
  draft.lines.push('    body:');
}

const parts: Parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, millis: 0, half: 0, offset: 0 };
const RARER = [
  ...[
    'unix-ms',
    'unix',
    'excel',
    'M/D/YYYY',
    'M/D/YYYY H:mm',
    'M/D/YYYY H:mm:ss',
    'M/D/YYYY h:mm A',
    'M/D/YYYY h:mm:ss A',
  ],
  ...[
    'D/M/YYYY',
    'D/M/YYYY H:mm',
    'D/M/YYYY H:mm:ss',
    'D.M.YYYY',
    'D.M.YYYY H:mm:ss',
    'D MMM YYYY',
    'MMM D, YYYY',
    'MM/DD',
    'M月D日',
  ],
];

function formatsOf(samples: readonly string[]): { readonly text: string; readonly question: string } {
  const reads = (format: string) => {
    const compiled = compileFormat(format);
    return (
      typeof compiled !== 'string' &&
      samples.every((sample) => {
        clearParts(parts);
        return compiled.read(foldDate(sample), parts) && !(parts.month > 12) && !(parts.day > 31);
      })
    );
  };
  if (samples.length === 0 || USUAL_FORMATS.some(reads)) return { text: '', question: '' };
  const digits = samples.every((sample) => /^\d{13}$/.test(sample))
    ? 'unix-ms'
    : samples.every((sample) => /^\d{9,10}$/.test(sample))
      ? 'unix'
      : undefined;
  const found = digits === undefined ? RARER.filter((format) => !format.startsWith('unix')).find(reads) : digits;
  if (found === undefined) return { text: '', question: "时间是什么格式？写成 formats: ['YYYY-MM-DD']" };
  const isEither = found.startsWith('M/D') && reads(found.replace('M/D', 'D/M'));
  const year = found === 'MM/DD' || found === 'M月D日' ? ", year: '2026'" : '';
  const question = isEither ? '月在前还是日在前？日在前写 D/M' : year === '' ? '' : '哪一年？';
  return { text: `, formats: ['${found}']${year}`, question };
}

const WRITERS: Partial<Record<Kind, (draft: Draft) => void>> = {
  customer(draft) {
    begin(draft, 'customer', 'when', 'day');
    write(draft, 'customer', party(draft, 'customer', 'crm', ['customerId'], [], '哪一列是客户编号？'));
    write(draft, 'name', take(draft, 'name', 'customerName', 'company') ?? unknown(draft, '哪一列是客户名称？'));
    const company = take(draft, 'company', 'company');
    write(draft, 'company', company && `{party: company, ref: ${company}}`);
    handles(draft);
  },
  ownership(draft) {
    begin(draft, 'ownership', 'when', 'day');
    write(draft, 'customer', party(draft, 'customer', 'crm', ['customerId'], ['customerName'], '哪一列是客户编号？'));
    write(draft, 'employee', employee(draft));
    ask(draft, "若有“释放、收回”，写 {if: {column: 操作, matches: '释放|收回'}, then: released, else: assigned}");
    write(draft, 'action', 'assigned');
  },
  'follow-up'(draft) {
    begin(draft, 'follow-up', 'when', 'day');
    write(draft, 'customer', party(draft, 'customer', 'crm', ['customerId'], ['customerName'], '哪一列是客户编号？'));
    write(draft, 'employee', employee(draft));
    write(draft, 'text', take(draft, 'text', 'follow', 'memo') ?? unknown(draft, '哪一列是跟进内容？'));
  },
  access(draft) {
    begin(draft, 'access', 'when', 'day');
    write(draft, 'employee', employee(draft));
    const action = columnOf(draft, 'action');
    if (action !== undefined) ask(draft, '文件里还有别的操作名吗？');
    write(
      draft,
      'action',
      action === undefined ? unknown(draft, '哪一列是操作类型？') : actionCodes(take(draft, 'action', 'action') ?? ''),
    );
    const resource = take(draft, 'resource', 'resource');
    write(draft, 'resource', resource === undefined ? 'crm' : `{first: [${resource}, crm]}`);
    const customer = take(draft, 'customer', 'customerId');
    write(draft, 'customer', customer && `{party: crm, ref: ${customer}}`);
    const rows = take(draft, 'count', 'rows');
    write(draft, 'count', rows && `{number: ${rows}}`);
    write(draft, 'ip', take(draft, 'ip', 'ip'));
    write(draft, 'device', take(draft, 'device', 'device'));
  },
  permission(draft) {
    begin(draft, 'permission', 'when', 'day');
    write(draft, 'employee', employee(draft));
    write(draft, 'resource', take(draft, 'resource', 'resource') ?? 'crm');
    const rights = take(draft, 'actions', 'rights');
    const action = (words: string, code: string) =>
      `{if: {${(rights ?? '').slice(1, -1)}, matches: '${words}'}, then: ${code}}`;
    if (rights === undefined) ask(draft, '哪一列是权限？');
    write(
      draft,
      'actions',
      rights === undefined
        ? '{list: []}'
        : `{list: [${action('查看|浏览|读|view|read', 'view')}, ${action('编辑|修改|写|edit|write', 'edit')}, ${action('导出|下载|export', 'export')}]}`,
    );
    const scope = take(draft, 'scope', 'scope');
    if (scope === undefined) ask(draft, '看得到全部客户吗？');
    write(
      draft,
      'scope',
      scope === undefined
        ? 'all'
        : `{if: {${scope.slice(1, -1)}, matches: '全部|所有|all'}, then: all, else: {split: ${scope}, on: [、, ',', '，', ';', '；'], as: {party: crm, ref: {item: true}}}}`,
    );
    ask(draft, '若有“收回、撤销”，写 {if: …, then: revoked, else: granted}');
    write(draft, 'action', 'granted');
  },
  employee(draft) {
    begin(draft, 'employee', 'hired', 'when', 'day');
    write(draft, 'employee', party(draft, 'employee', 'hr', ['employeeId'], [], '哪一列是工号？'));
    write(draft, 'name', take(draft, 'name', 'employeeName') ?? unknown(draft, '哪一列是姓名？'));
    write(draft, 'department', take(draft, 'department', 'department'));
    write(draft, 'title', take(draft, 'title', 'title'));
    const manager = take(draft, 'manager', 'manager');
    write(draft, 'manager', manager && `{party: hr, ref: ${manager}}`);
    write(draft, 'workplace', take(draft, 'workplace', 'workplace'));
    const left = take(draft, 'until', 'left');
    write(draft, 'until', left && `{date: ${left}}`);
    handles(draft);
  },
  transfer: writeTransfer,
  call(draft) {
    begin(draft, 'call', 'when', 'day');
    const number = (field: string, meaning: Meaning, question: string) => {
      const found = take(draft, field, meaning);
      return found === undefined ? unknown(draft, question) : `{party: phone, ref: {phone: ${found}}}`;
    };
    write(draft, 'from', number('from', 'caller', '哪一列是主叫号码？'));
    write(draft, 'to', number('to', 'callee', '哪一列是被叫号码？'));
    const side = take(draft, 'direction', 'callSide');
    if (side === undefined) ask(draft, '怎样看出呼入还是呼出？');
    write(
      draft,
      'direction',
      side === undefined ? 'out' : `{if: {${side.slice(1, -1)}, matches: '呼入|来电|接听|in'}, then: in, else: out}`,
    );
    write(draft, 'seconds', `{duration: ${take(draft, 'seconds', 'seconds') ?? unknown(draft, '哪一列是时长？')}}`);
  },
  chat(draft) {
    begin(draft, 'chat', 'when', 'day');
    const person = (found: string | undefined, question: string) =>
      found === undefined ? unknown(draft, question) : `{party: name, ref: ${found}}`;
    ask(draft, '人是用微信号、企业微信账号还是显示名写的？前两种把 name 换成 wechat、wecom');
    write(draft, 'conversation', take(draft, 'conversation', 'talk') ?? unknown(draft, '哪一列是会话？'));
    write(draft, 'from', person(take(draft, 'from', 'sender'), '哪一列是发送人？'));
    const to = take(draft, 'to', 'receiver');
    if (to === undefined) ask(draft, '哪一列是接收人？');
    write(draft, 'to', to === undefined ? '{list: []}' : `{list: [{party: name, ref: ${to}}]}`);
    write(draft, 'form', 'text');
    write(draft, 'text', take(draft, 'text', 'words'));
  },
};

const employee = (draft: Draft): string =>
  party(draft, 'employee', 'hr', ['employeeId', 'ownerId', 'actor'], ['ownerName', 'employeeName'], '哪一列是工号？');

function actionCodes(column: string): string {
  const codes =
    '查看: view, 浏览: view, 新建: create, 新增: create, 编辑: edit, 修改: edit, 删除: delete, 导出: export, 打印: print, 搜索: search, 查询: search, 下载: download, 分配: assign, 登录: login';
  return `{${column.slice(1, -1)}, lower: true, codes: {${codes}}}`;
}

function handles(draft: Draft): void {
  const phone = take(draft, 'handles', 'mobile');
  const others = (['wecom', 'wechat', 'email'] as const).flatMap((system) => {
    const found = take(draft, 'handles', system);
    return found === undefined ? [] : [`{party: ${system}, ref: ${found}}`];
  });
  const all = [...(phone === undefined ? [] : [`{party: phone, ref: {phone: ${phone}}}`]), ...others];
  if (all.length > 0) write(draft, 'handles', `{list: [${all.join(', ')}]}`);
}

/** Which way the money went: by two columns, by a mark, or by the sign of one amount. */
function sides(draft: Draft): { readonly lets: readonly string[]; readonly amount: string } {
  const currency = take(draft, 'amount', 'currency');
  const rest = currency === undefined ? '' : `, currency: ${currency}`;
  const [income, expense] = [columnOf(draft, 'amountIn'), columnOf(draft, 'amountOut')];
  if (income !== undefined && expense !== undefined) {
    const [gain, spent] = [take(draft, 'amount', 'amountIn') ?? '', take(draft, 'amount', 'amountOut') ?? ''];
    return {
      lets: [`  in: {${income.selector}, above: 0}`, `  out: {${expense.selector}, above: 0}`],
      amount: `{if: {use: in}, then: {money: ${gain}${rest}}, else: {money: ${spent}${rest}}}`,
    };
  }
  const amount = take(draft, 'amount', 'amount', 'amountIn', 'amountOut');
  if (amount === undefined)
    return {
      lets: ['  # ？哪一列是金额？', "  amount: ''", '  in: {use: amount, above: 0}', '  out: {use: amount, below: 0}'],
      amount: '{money: {use: amount}, absolute: true}',
    };
  const money = `{money: ${amount}${rest}, absolute: true}`;
  const side = take(draft, 'direction', 'side');
  if (side === undefined)
    return {
      lets: [
        `  in: {${amount.slice(1, -1)}, above: 0}  # ？正数是收入吗？`,
        `  out: {${amount.slice(1, -1)}, below: 0}`,
      ],
      amount: money,
    };
  const inside = side.slice(1, -1);
  return {
    lets: [
      `  in: {${inside}, matches: '(?i)^(?:贷|收|入|转入|存|c|in|\\+)'}`,
      `  out: {${inside}, matches: '(?i)^(?:借|支|付|出|转出|取|d|out|-)'}`,
    ],
    amount: money,
  };
}

function writeTransfer(draft: Draft): void {
  const { lets, amount } = sides(draft);
  const name = take(draft, 'from, to', 'otherName');
  const account = take(draft, 'from, to', 'otherAccount');
  const other = [name && `name: ${name}`, account && `account: ${account}`, 'system: bank'].filter(Boolean).join(', ');
  draft.lines.push(
    'let:',
    ...lets,
    `  other: {counterparty: {${other}}}${name === undefined && account === undefined ? '  # ？哪一列是对方？' : ''}`,
    '',
    'direction: {in: {use: in}, out: {use: out}}',
    `amount: ${amount}`,
    '',
  );
  begin(draft, 'transfer', 'day', 'when');
  write(draft, 'from', '{if: {use: in}, then: {use: other}, else: {if: {use: out}, then: {holder: true}}}');
  write(draft, 'to', '{if: {use: in}, then: {holder: true}, else: {if: {use: out}, then: {use: other}}}');
  write(draft, 'amount', amount);
  write(draft, 'memo', take(draft, 'memo', 'memo'));
  write(draft, 'channel', take(draft, 'channel', 'channel'));
  const reference = columnOf(draft, 'txn');
  write(draft, 'reference', reference && `{${reference.selector}}`);
}
