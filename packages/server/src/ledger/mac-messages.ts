import type { Canonical } from '@zhenglian/proof';
import { canonicalBytes } from '@zhenglian/proof';

/**
 * What keyed digests are taken of. Each begins with a word of its own, so that no two kinds can meet. They are
 * permanent: a digest made another way would record everything once more and lose what a holder's keys are.
 */
export const recordKeyMessage = (source: string, externalId: string): Buffer =>
  Buffer.from(`key\0${source}\0${externalId}`);

export const holderMessage = (holder: string): Buffer => Buffer.from(`holder\0${holder}`);

export const fileMessage = (sha256: string): Buffer => Buffer.from(`file\0${sha256}`);

const CONTENT = Buffer.from('content\0');

export const contentMessage = (content: Canonical): Buffer => Buffer.concat([CONTENT, canonicalBytes(content)]);
