import { once } from 'node:events';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';

const SIGNATURE = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');
const END = Buffer.from('ffff', 'hex');
/** How much is buffered before it is handed to the connection. */
const CHUNK = 256 * 1024;

export type Rows = {
  readonly row: (fields: number) => void;
  readonly int2: (value: number) => void;
  readonly int8: (value: number | null) => void;
  readonly text: (value: string) => void;
  readonly bytes: (value: Uint8Array) => void;
  readonly absent: () => void;
};

/**
 * COPY … FROM STDIN (FORMAT binary): `write` is called once and writes every row through `Rows`.
 * The rows stand or fall with the transaction `client` is in.
 */
export async function copyInto(client: pg.ClientBase, target: string, write: (rows: Rows) => void): Promise<void> {
  const chunks: Buffer[] = [];
  let buffer = Buffer.allocUnsafe(CHUNK);
  let at = SIGNATURE.copy(buffer);
  const room = (bytes: number) => {
    if (at + bytes <= buffer.length) return;
    chunks.push(buffer.subarray(0, at));
    buffer = Buffer.allocUnsafe(Math.max(CHUNK, bytes));
    at = 0;
  };
  write({
    row(fields) {
      room(2);
      at = buffer.writeInt16BE(fields, at);
    },
    int2(value) {
      room(6);
      at = buffer.writeInt16BE(value, buffer.writeInt32BE(2, at));
    },
    int8(value) {
      room(12);
      at =
        value === null
          ? buffer.writeInt32BE(-1, at)
          : buffer.writeBigInt64BE(BigInt(value), buffer.writeInt32BE(8, at));
    },
    text(value) {
      const length = Buffer.byteLength(value);
      room(4 + length);
      at = buffer.writeInt32BE(length, at);
      at += buffer.write(value, at);
    },
    bytes(value) {
      room(4 + value.length);
      at = buffer.writeInt32BE(value.length, at);
      buffer.set(value, at);
      at += value.length;
    },
    absent() {
      room(4);
      at = buffer.writeInt32BE(-1, at);
    },
  });
  room(2);
  at += END.copy(buffer, at);
  chunks.push(buffer.subarray(0, at));
  await send(client, target, chunks);
}

/** The rows of `query` in the binary format of COPY, in pieces that need not end where a row does. */
export async function* copyOut(client: pg.ClientBase, query: string): AsyncGenerator<Buffer> {
  yield* client.query(to(`copy (${query}) to stdout (format binary)`)) as AsyncIterable<Buffer>;
}

/** COPY … FROM STDIN (FORMAT binary) of bytes that `copyOut` gave; when `chunks` throws, nothing of them stands. */
export async function copyBack(client: pg.ClientBase, target: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  await send(client, target, chunks);
}

async function send(
  client: pg.ClientBase,
  target: string,
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<void> {
  const stream = client.query(from(`copy ${target} from stdin (format binary)`));
  const finished = new Promise<void>((resolve, reject) => {
    stream.on('finish', resolve);
    stream.on('error', reject);
  });
  finished.catch(() => undefined);
  try {
    for await (const chunk of chunks) {
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), finished]);
    }
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error('the rows broke off'));
    await finished.catch(() => undefined);
    throw error;
  }
  stream.end();
  await finished;
}
