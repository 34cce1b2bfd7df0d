import { decodeRecord } from '../../kernel/record.ts';
import { jsonLines } from '../json-lines.ts';
import type { Head, JsonObject, RecordConnector, Settings } from './connector.ts';
import { basisNeeds, cutAtLineEnd, cutLine, isObject, objectsIn } from './connector.ts';

const SOURCE = /^[a-z0-9-]{1,40}$/;

/**
 * Records as RECORDS.md writes them, one a line. What a line says of itself wins; a given basis or hand-over
 * fills in only where the line has none.
 */
export const native: RecordConnector = {
  name: 'native',
  title: '标准记录(NDJSON)',
  recognise(head) {
    if (!isRecords(head)) return undefined;
    return { layout: {}, source: sourceIn(head.bytes), owner: undefined };
  },
  needs: basisNeeds,
  ids: 'own',
  cut: cutAtLineEnd,
  *parse(bytes, { settings, first }) {
    for (const { at, reading } of jsonLines(bytes, 'refused', first)) {
      yield reading.ok ? { at, ...decodeRecord(completed(reading.value, settings)) } : { at, ...reading };
    }
  },
};

function isRecords({ bytes, fileName }: Head): boolean {
  let readable = false;
  for (const object of objectsIn(bytes, 'refused')) {
    if (isNative(object)) return true;
    readable = true;
  }
  if (readable) return false;
  const line = cutLine(bytes);
  return (/^\s*\{/.test(line) && /"v"\s*:\s*1\b/.test(line) && /"kind"\s*:/.test(line)) || NAMED.test(fileName);
}

function sourceIn(head: Uint8Array): string | undefined {
  for (const { source } of objectsIn(head, 'refused')) {
    if (typeof source === 'string' && SOURCE.test(source)) return source;
  }
  return undefined;
}

const NAMED = /\.(?:ndjson|jsonl)$/i;

const isNative = (object: JsonObject): boolean => Object.hasOwn(object, 'v') && Object.hasOwn(object, 'kind');

function completed(value: unknown, { basis, handover }: Settings): unknown {
  if ((basis === undefined && handover === undefined) || !isObject(value)) return value;
  const based = basis === undefined || Object.hasOwn(value, 'basis') ? value : { ...value, basis };
  if (handover === undefined || Object.hasOwn(based, 'handover') || !wasHandedOver(based.basis)) return based;
  return { ...based, handover };
}

/** The bases that RECORDS.md asks a hand-over for. */
const wasHandedOver = (basis: unknown): boolean =>
  typeof basis === 'string' &&
  (basis.startsWith('provided-') || basis === 'public-record' || basis === 'authority-order');
