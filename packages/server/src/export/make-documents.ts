import type { DocumentPath } from '@zhenglian/proof';
import type { Attestation, DocumentParts } from './documents/facts.ts';
import type { Signer } from './signer.ts';
import { answering, stampBy } from './stamp.ts';

const REPORT: DocumentPath = 'data/03-证据报告.pdf';

/**
 * The documents of a package, its report signed by everybody configured, one after the other; the others are bound by the
 * package entry. What sets and what signs them is loaded with the first package and not before.
 */
export async function makeDocuments(
  parts: Omit<DocumentParts, 'attested' | 'signing'>,
  attested: readonly Attestation[],
  signers: readonly Signer[],
): Promise<ReadonlyMap<DocumentPath, Uint8Array>> {
  const { renderDocuments } = await import('./documents/render-documents.ts');
  const asked = signers.map((signer) => answering(signer, attested));
  const stampedBy = [...new Set(asked.flatMap(({ authorities }) => authorities.map(({ name }) => name)))];
  const signing = { signers: signers.map(({ name }) => name), stampedBy };
  const documents = new Map(await renderDocuments({ ...parts, attested, signing }));
  if (asked.length === 0) return documents;
  const { signPdf } = await import('./sign-pdf.ts');
  let report = documents.get(REPORT) ?? new Uint8Array(0);
  for (const signer of asked) report = await signPdf(report, signer, parts.createdAt, stampBy(signer));
  return documents.set(REPORT, report);
}
