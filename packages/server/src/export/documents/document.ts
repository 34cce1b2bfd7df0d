import type { DocumentPath } from '@zhenglian/proof';
import type { DocumentFacts } from './facts.ts';

/** A document of a package: a title, and what is set on its pages. Pure: the same facts give the same data. */
export type Document = {
  readonly path: DocumentPath;
  readonly title: string;
  /** Typst; reads `d` and what `style.ts` defines. */
  readonly source: string;
  readonly data: (facts: DocumentFacts) => Readonly<Record<string, unknown>>;
};
