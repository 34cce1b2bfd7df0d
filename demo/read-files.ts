import { TRUTH_FILE } from './generate.ts';
import type { Truth } from './truth.ts';

type Files = ReadonlyMap<string, string>;

/** A native record as any reader of the files sees it. Bodies are open: tests look into every kind. */
export type NativeLine = {
  readonly [name: string]: unknown;
  readonly v: number;
  readonly kind: string;
  readonly source: string;
  readonly externalId: string;
  readonly occurredAt: string;
  readonly precision?: string;
  readonly basis: string;
  readonly handover?: string;
  readonly body: ReturnType<typeof JSON.parse>;
};

export const truthOf = (files: Files): Truth => JSON.parse(files.get(TRUTH_FILE) ?? '');

export const nativeOf = (files: Files): readonly NativeLine[] =>
  [...files.keys()]
    .filter((path) => path.endsWith('.ndjson') && !path.includes('wecom'))
    .flatMap((path) => linesOf(files, path));

/** The messages of the archive, as parsed JSON of whatever shape. */
export const archivedOf = (files: Files): readonly ReturnType<typeof JSON.parse>[] =>
  linesOf(files, 'company/wecom-archive.ndjson');

function linesOf(files: Files, path: string): ReturnType<typeof JSON.parse>[] {
  return (files.get(path) ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
