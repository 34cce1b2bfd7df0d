import { createHash } from 'node:crypto';
import type { NativeRecord } from '../kernel/record.ts';
import type { RefusalCode } from '../kernel/refusal.ts';
import type { Draft } from './connectors/connector.ts';
import { isObject } from './connectors/connector.ts';
import type { FileSource } from './file-source.ts';

/** A file that a list names, and what RECORDS.md says of it as media; `media` is missing where no such file stands there. */
export type NamedFile = {
  readonly name: string;
  readonly media: NonNullable<NativeRecord['media']>[number] | undefined;
};

/** How many bytes a file that a list names may measure. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** The files a draft names by `media: [{file}]` instead of by their digests. */
export function filesNamed({ value }: Draft): readonly string[] {
  return entriesOf(value.media).flatMap((entry) => (typeof entry.file === 'string' ? [entry.file] : []));
}

type Refused = { readonly ok: false; readonly code: RefusalCode; readonly why: string };

/** The draft with each named file described, or that one of them does not stand beside the list. */
export function withFiles(draft: Draft, files: readonly NamedFile[]): Draft | Refused {
  if (filesNamed(draft).length === 0) return draft;
  const media = entriesOf(draft.value.media).map(({ file }) => files.find(({ name }) => name === file)?.media);
  const missing = media.indexOf(undefined);
  if (missing === -1) return { ...draft, value: { ...draft.value, media } };
  const why = `media.${missing}: no plain file of this name stands beside the list`;
  return { ok: false, code: 'record.media_missing', why };
}

const entriesOf = (media: unknown) => (Array.isArray(media) ? media.filter(isObject) : []);

/** Digests and sizes of the files with these names, looked up beside the one that names them. */
export async function describeFiles(
  names: readonly string[],
  beside: FileSource['beside'] | undefined,
): Promise<readonly NamedFile[]> {
  const described: NamedFile[] = [];
  for (const name of names) {
    const path = name.replaceAll('\\', '/').replace(/^\.\//, '');
    const file = await beside?.(path);
    if (file === undefined || file.sizeBytes > MOST_BYTES) {
      described.push({ name, media: undefined });
      continue;
    }
    const digest = createHash('sha256');
    for await (const chunk of file.stream(0)) digest.update(chunk);
    const sha256 = digest.digest('hex');
    const [base, sizeBytes] = [path.slice(path.lastIndexOf('/') + 1), file.sizeBytes];
    described.push({ name, media: { name: base, mediaType: mediaTypeOf(base), sizeBytes, sha256, path } });
  }
  return described;
}

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['doc', 'application/msword'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xls', 'application/vnd.ms-excel'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ofd', 'application/ofd'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['bmp', 'image/bmp'],
  ['tif', 'image/tiff'],
  ['tiff', 'image/tiff'],
  ['webp', 'image/webp'],
  ['heic', 'image/heic'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['wav', 'audio/wav'],
  ['amr', 'audio/amr'],
  ['mp4', 'video/mp4'],
  ['mov', 'video/quicktime'],
  ['txt', 'text/plain'],
]);

/** By the ending of the name; what is unknown is only bytes. */
const mediaTypeOf = (name: string): string =>
  MEDIA_TYPES.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? 'application/octet-stream';
