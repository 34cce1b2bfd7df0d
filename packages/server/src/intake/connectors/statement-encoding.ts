import { isUtf8 } from 'node:buffer';

/** Code page 852 from byte 0x80 on; MultiCash still writes it, and no decoder of the platform knows it. */
const CP852 =
  'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00AD˝˛ˇ˘§÷¸°¨˙űŘř■\u00A0';

/** Encodings in which almost any bytes are valid, so that being valid UTF-8 says more than the declaration. */
const ONE_BYTE = /^(?:windows-125\d|iso-8859-\d+|us-ascii|cp852|ibm852)$/;

/**
 * The words that the bytes hold, or undefined if they are not of the encoding. `declared` is what the file says it is
 * in; banks declare a one-byte encoding over UTF-8, so valid UTF-8 wins over those.
 */
export function decodeText(bytes: Uint8Array, declared: string | undefined): string | undefined {
  const name = declared ?? 'utf-8';
  if (name === 'utf-8' || name === 'utf8' || ONE_BYTE.test(name)) {
    if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    if (name === 'cp852' || name === 'ibm852') return decodeCp852(bytes);
  }
  return decoderOf(name)?.(bytes);
}

function decodeCp852(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : (CP852[byte - 0x80] ?? '');
  return text;
}

type Decode = (bytes: Uint8Array) => string | undefined;
const decoders = new Map<string, Decode | undefined>();
const REMEMBERED = 50;

function decoderOf(name: string): Decode | undefined {
  if (decoders.has(name)) return decoders.get(name);
  if (decoders.size > REMEMBERED) decoders.clear();
  const made = makeDecoder(name);
  decoders.set(name, made);
  return made;
}

function makeDecoder(name: string): Decode | undefined {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  } catch {
    // No decoder has that name.
    return undefined;
  }
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  };
}

/**
 * The encoding of bytes that are no UTF-8 and do not say: Chinese text has its high bytes in pairs, western text has
 * them alone between letters.
 */
export function guessEncoding(bytes: Uint8Array): 'utf-8' | 'gb18030' | 'windows-1252' {
  if (isUtf8(bytes)) return 'utf-8';
  let [pairs, alone] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x81) continue;
    if ((bytes[at + 1] ?? 0) < 0x80) alone++;
    else {
      pairs++;
      at++;
    }
  }
  return pairs > alone ? 'gb18030' : 'windows-1252';
}
