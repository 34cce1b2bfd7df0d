import { bodyOf } from '@zhenglian/proof';
import { z } from 'zod';
import type { DocumentFacts } from './facts.ts';
import { placeOf } from './facts.ts';
import { zoned } from './say.ts';
import { METHOD } from './words.ts';

/** Of our own delivery entries, what a report tells. */
const Delivery = z.object({
  source: z.string(),
  actor: z.string(),
  method: z.string(),
  connector: z.string(),
  tool: z.object({ name: z.string(), version: z.string() }),
  host: z.string(),
  zone: z.string(),
  clock: z.object({ at: z.number(), offsetMillis: z.number().nullable() }),
  file: z.object({ name: z.string().optional(), sha256: z.string() }),
});

/** How and when each delivery of the package came: by whom, with what, by which clock. */
export function collectedBy({ items }: DocumentFacts) {
  return items
    .filter(({ entry, disclosure }) => entry.type === 'delivery' && 'body' in disclosure)
    .map((item) => {
      const { source, actor, method, connector, tool, host, zone, clock, file } = Delivery.parse(
        bodyOf(item.disclosure),
      );
      const off = clock.offsetMillis === null ? '时钟偏差未测' : `时钟偏差 ${clock.offsetMillis} 毫秒`;
      return {
        place: placeOf(item),
        source,
        how: `${METHOD[method] ?? method}(${connector})，操作人 ${actor}，工具 ${tool.name} ${tool.version}，主机 ${host}`,
        file: file.name ?? '接口接收的数据',
        sha256: file.sha256,
        at: `${zoned(clock.at)}；${off}，来源时区 ${zone}`,
      };
    });
}
