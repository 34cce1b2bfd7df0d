/** Row `k` tells what a byte does to the CRC when `k` more bytes follow it, so that four bytes are taken in one step. */
const ROWS = 4;
const TABLE = new Uint32Array(ROWS * 256);
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let i = 0; i < 8; i++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  TABLE[byte] = value;
}
for (let i = 256; i < TABLE.length; i++) {
  const value = TABLE[i - 256] as number;
  TABLE[i] = (value >>> 8) ^ (TABLE[value & 255] as number);
}

/** CRC-32 of ISO 3309 as ZIP uses it. It finds accidents, never intent. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  let i = 0;
  for (; i + ROWS <= bytes.length; i += ROWS) {
    crc =
      (TABLE[768 + ((crc ^ (bytes[i] as number)) & 255)] as number) ^
      (TABLE[512 + (((crc >>> 8) ^ (bytes[i + 1] as number)) & 255)] as number) ^
      (TABLE[256 + (((crc >>> 16) ^ (bytes[i + 2] as number)) & 255)] as number) ^
      (TABLE[((crc >>> 24) ^ (bytes[i + 3] as number)) & 255] as number);
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[i] as number)) & 255] as number);
  return ~crc >>> 0;
}
