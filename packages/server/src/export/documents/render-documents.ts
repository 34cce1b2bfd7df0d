import type { DocumentPath } from '@zhenglian/proof';
import type { DocumentParts } from './facts.ts';
import { documentFacts } from './facts.ts';
import { documents } from './index.ts';
import { render } from './render.ts';

/**
 * The documents of a package as PDF, by the name they are to have; the same parts give the same bytes. Refuses with
 * `document.glyph_missing` a character that no font has.
 */
export function renderDocuments(parts: DocumentParts): ReadonlyMap<DocumentPath, Uint8Array> {
  const facts = documentFacts(parts);
  return new Map(
    documents.map(({ path, title, source, data }) => [
      path,
      render(path, title, parts.createdAt, { source, data: data(facts) }).pdf,
    ]),
  );
}
