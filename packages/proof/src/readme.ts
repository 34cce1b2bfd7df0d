import type { PackageDescription } from './package-description.ts';

/** data/README.txt: for a person who opens the package without knowing what it is. */
export function readmeText({ id, createdAt, items, origin }: PackageDescription): string {
  const made = new Date(createdAt).toISOString();
  return `证据包 ${id}

一、这是什么
本证据包由 ${origin} 于 ${made}(UTC,制作方自己的时钟)制作,共 ${items.length} 项。
data/entries 是登记条目,data/bodies 是内容(可能有遮盖),data/originals 是来源自己的原件,
data/proofs、data/epochs、proof 是校验数据。目录见 data/package.json。

二、怎样检验
1. 用任何 BagIt(RFC 8493)工具或 sha256sum -c manifest-sha256.txt,可以检验文件没有损坏。
2. 用证链的离线检验程序,连同另行取得的信任文件,可以检验:每一项自登记后是否改变、
   是否确在登记链中、登记链的校验点由谁签名。检验不联网,不需要证链的服务器。
   格式公开,见 docs/format,任何人可以自行编写检验程序。
3. 信任文件应当从本证据包之外取得,例如由制作方当面交付或者公布。

三、不能说明什么
检验结果只说明内容自固定后是否改变,不说明内容本身是否真实、是否完整,也不说明谁有责任。
没有时间戳服务机构或者存证机构的回执时,固定的时间只是制作方自己的时钟。

Evidence package ${id}

1. What this is
Made by ${origin} at ${made} (the maker's own clock); ${items.length} items. data/entries holds the entries,
data/bodies their content (possibly masked), data/originals the source's own bytes; data/proofs, data/epochs and
proof hold what is needed to check them. data/package.json is the table of contents.

2. How to check it
Any BagIt (RFC 8493) tool, or sha256sum -c manifest-sha256.txt, finds damaged files. The offline verifier, given a
trust file, tells for every item whether it changed since it was registered, whether it stands in the log, and who
signed the log. It needs no network and none of our servers. The format is public (docs/format). Get the trust file
from somewhere other than this package.

3. What it does not prove
Only whether the content changed since it was fixed; not that it is true or complete, nor who is to blame. Without
a receipt by a time-stamping or deposit service, the time is the maker's own clock.
`;
}
