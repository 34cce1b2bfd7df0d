import { PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import { Refusal } from '../kernel/refusal.ts';
import type { Stamp } from './cms.ts';
import { signDetached } from './cms.ts';
import type { Signer } from './signer.ts';

/** What a signature takes besides its certificates, and what a timestamp token takes, in bytes. */
const ROOM = 4_096;
const TOKEN_ROOM = 16_384;
/** As wide as any length of a file that is signed here. */
const PLACE = 9_999_999_999;
/** Flags of an annotation and of a form, ISO 32000-1 tables 165 and 219. */
const PRINTED_AND_LOCKED = 128 + 4;
const SIGNATURES_APPEND_ONLY = 3;

/**
 * Signs a PDF as PAdES (EN 319 142-1), B-T where `stamp` gives a token and B-B where it does not. The signature is appended:
 * the bytes before it stay as they are, so that earlier signatures hold. `at`, UTC milliseconds, is the time the signer claims.
 * Refuses with `request.invalid` what is no PDF.
 */
export async function signPdf(pdf: Uint8Array, signer: Signer, at: number, stamp: Stamp): Promise<Uint8Array> {
  const room = ROOM + TOKEN_ROOM + signer.chain.reduce((sum, { length }) => sum + length, 0);
  const prepared = await withPlaceholder(pdf, signer.name, at, room);
  const { from, to } = contentsIn(prepared, pdf.length, room);
  fillRange(prepared, pdf.length, [0, from, to, prepared.length - to]);
  const signed = Buffer.concat([prepared.subarray(0, from), prepared.subarray(to)]);
  const cms = await signDetached(signed, signer, stamp);
  if (cms.length > room) throw new Error(`a signature of ${cms.length} bytes does not fit into ${room}`);
  prepared.write(Buffer.from(cms).toString('hex'), from + 1, 'latin1');
  return new Uint8Array(prepared);
}

/** Appends a signature field with room for a signature, as an incremental update (ISO 32000-1, 7.5.6 and 12.8). */
async function withPlaceholder(pdf: Uint8Array, name: string, at: number, room: number): Promise<Buffer> {
  const document = await openPdf(pdf);
  const { context, catalog } = document;
  const place = PDFNumber.of(PLACE);
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [PDFNumber.of(0), place, place, place],
      Contents: PDFHexString.of('00'.repeat(room)),
      Name: PDFHexString.fromText(name),
      M: PDFString.fromDate(new Date(at)),
    }),
  );
  const form = catalog.getOrCreateAcroForm();
  const page = document.getPage(0);
  const field = context.register(
    context.obj({
      ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', F: PRINTED_AND_LOCKED, Rect: [0, 0, 0, 0] },
      T: PDFHexString.fromText(`Signature${form.getAllFields().length + 1}`),
      V: signature,
      P: page.ref,
    }),
  );
  form.addField(field);
  form.dict.set(PDFName.of('SigFlags'), PDFNumber.of(SIGNATURES_APPEND_ONLY));
  page.node.addAnnot(field);
  return Buffer.from(await document.commit({ useObjectStreams: false }));
}

async function openPdf(pdf: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false });
  } catch {
    throw new Refusal('request.invalid', { why: 'this is no PDF that can be signed' });
  }
}

/** Where the hexadecimal text of the new signature begins, with its `<`, and ends, behind its `>`. */
function contentsIn(pdf: Buffer, after: number, room: number): { readonly from: number; readonly to: number } {
  const from = pdf.indexOf(`<${'00'.repeat(room)}>`, after, 'latin1');
  if (from === -1) throw new Error('the room for the signature is not where it was put');
  return { from, to: from + 2 * room + 2 };
}

/** Puts the lengths in the place that was kept for them; what is left over becomes blanks. */
function fillRange(pdf: Buffer, after: number, range: readonly number[]): void {
  const at = pdf.indexOf('/ByteRange', after, 'latin1');
  const [from, to] = [pdf.indexOf('[', at, 'latin1'), pdf.indexOf(']', at, 'latin1')];
  const text = `[${range.join(' ')}`;
  if (at === -1 || text.length > to - from) throw new Error('the range of the signature does not fit');
  pdf.write(text.padEnd(to - from, ' '), from, 'latin1');
}
