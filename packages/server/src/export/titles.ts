import type { EntryType } from '@zhenglian/proof';
import { titleOf as kindTitle } from '../chain/titles.ts';
import type { NativeRecord } from '../kernel/record.ts';

const OWN: Readonly<Record<Exclude<EntryType, 'record'>, string>> = {
  delivery: '接收批次',
  act: '人工决定',
  audit: '查阅记录',
  finding: '提示',
  reconstruction: '证据链',
  package: '证据包',
  retraction: '撤销导入',
  destruction: '密钥销毁',
};

/** The name an item is listed under: its kind and the source's own number, never its content. */
export function titleOf(type: EntryType, record: NativeRecord | undefined): string {
  if (type !== 'record') return OWN[type];
  return record === undefined ? '记录' : `${kindTitle(record.kind)} ${record.source}:${record.externalId}`;
}
