import type { DocumentPath } from '@zhenglian/proof';
import type { DocumentParts } from './facts.ts';
import { documentFacts } from './facts.ts';
import { documents } from './index.ts';
import { renderApart } from './render-apart.ts';

/**
 * The documents of a package as PDF, by the name they are to have; the same parts give the same bytes. Refuses with
 * `document.glyph_missing` a character that no font has.
 */
export async function renderDocuments(parts: DocumentParts): Promise<ReadonlyMap<DocumentPath, Uint8Array>> {
  const facts = documentFacts(parts);
  const pages = documents.map(({ path, title, source, data }) => ({
    ...{ path, title, at: parts.createdAt, source },
    data: data(facts),
  }));
  return await renderApart(pages);
}
