import { z } from 'zod';
import { digestId } from '../../kernel/ids.ts';
import { externalId, list, ref } from '../../kernel/kinds/fields.ts';
import type { DecodedRecord } from '../../kernel/record.ts';
import { decodeRecord } from '../../kernel/record.ts';
import type { Instant } from '../../kernel/time.ts';
import { formatInstant, instantFromMillis, LAST_INSTANT } from '../../kernel/time.ts';
import { describeIssues, withInput } from '../../kernel/why.ts';
import { jsonLines } from '../json-lines.ts';
import type { JsonObject, RecordConnector, Settings } from './connector.ts';
import { basisNeeds, cutAtLineEnd, cutLine, isObject, objectsIn } from './connector.ts';
import { contentOf, readContent } from './wecom-content.ts';

/** Every time of an envelope is milliseconds of UTC. */
const millis = z.int().min(0).max(LAST_INSTANT);

const Message = z.object({
  msgid: externalId,
  from: ref,
  tolist: list(ref).default([]),
  roomid: z.string().max(256).default(''),
  msgtime: millis,
  msgtype: ref,
});
type Message = z.output<typeof Message>;

/** Tells that a member changed their device or account; it is no message and has nobody it goes to. */
const Switch = z.object({ msgid: externalId, time: millis, user: ref });

/**
 * 企业微信会话内容存档 after decryption, one message a line. Every type of message becomes a record, the unknown
 * ones with their JSON text in `raw`. Bytes below 0x20, which the archive does contain, are passed over in
 * reading only.
 */
export const wecomArchive: RecordConnector = {
  name: 'wecom-archive',
  title: '企业微信会话存档',
  recognise({ bytes }) {
    return isArchive(bytes) ? { layout: {}, source: 'wecom', owner: undefined } : undefined;
  },
  needs: basisNeeds,
  ids: 'own',
  cut: cutAtLineEnd,
  *parse(bytes, { settings, first }) {
    for (const { at, reading } of jsonLines(bytes, 'ignored', first)) {
      yield reading.ok ? { at, ...recordOf(reading.value, settings) } : { at, ...reading };
    }
  },
};

function isArchive(head: Uint8Array): boolean {
  for (const object of objectsIn(head, 'ignored')) if (isMessage(object)) return true;
  const line = cutLine(head);
  return /^\s*\{/.test(line) && /"msgid"\s*:/.test(line) && /"(?:msgtype|action)"\s*:/.test(line);
}

const isMessage = (object: JsonObject): boolean =>
  typeof object.msgid === 'string' && (typeof object.msgtype === 'string' || typeof object.action === 'string');

function recordOf(value: unknown, settings: Settings): DecodedRecord {
  if (!isObject(value)) return { ok: false, code: 'record.invalid', why: 'message: must be an object' };
  if (value.action === 'switch') {
    const found = Switch.safeParse(value, withInput);
    if (!found.success) return { ok: false, ...describeIssues(found.error.issues) };
    const { msgid, time, user } = found.data;
    const body = { conversation: `switch:${user}`, from: party(user), to: [], form: 'system', raw: rawOf(value) };
    return decodeRecord(nativeOf(settings, 'chat', msgid, time, body));
  }
  const found = Message.safeParse(value, withInput);
  if (!found.success) return { ok: false, ...describeIssues(found.error.issues) };
  return decodeRecord(messageRecord(found.data, value, settings));
}

function messageRecord(message: Message, value: JsonObject, settings: Settings): unknown {
  const { msgid, from, tolist, msgtype, msgtime } = message;
  const conversation = conversationOf(message);
  const content = contentOf(msgtype, value);
  if (msgtype === 'revoke' && typeof content?.pre_msgid === 'string') {
    return nativeOf(settings, 'recall', msgid, msgtime, { conversation, of: content.pre_msgid, by: party(from) });
  }
  if ((msgtype === 'agree' || msgtype === 'disagree') && content !== undefined) {
    const by = typeof content.userid === 'string' ? content.userid : from;
    const body = { conversation, party: party(by), state: msgtype };
    return nativeOf(settings, 'consent', msgid, consentTime(content) ?? msgtime, body);
  }
  const { plain, ...said } = readContent(msgtype, content);
  const raw = plain ? {} : { raw: rawOf(value) };
  const body = { conversation, from: party(from), to: tolist.map(party), ...said, ...raw };
  return nativeOf(settings, 'chat', msgid, msgtime, body);
}

/** The documented structure says agree_time for both answers; the other name has been seen too. */
function consentTime({ agree_time, disagree_time }: JsonObject): number | undefined {
  const stated = agree_time ?? disagree_time;
  return typeof stated === 'number' && stated > 0 ? instantFromMillis(stated) : undefined;
}

/** The room, else everyone who takes part, so that both directions of one talk are one conversation. */
function conversationOf({ roomid, from, tolist }: Message): string {
  if (roomid !== '') return roomid;
  const members = [...new Set([from, ...tolist])].sort();
  const joined = members.join('|');
  return joined.length <= 256 ? joined : digestId('wecom-conversation', members);
}

const party = (ref: string) => ({ system: 'wecom', ref });

/** The message as JSON without those who take part: they stand in the body as parties, where they can be masked. */
function rawOf({ from: _from, tolist: _tolist, user: _user, ...others }: JsonObject): string {
  return JSON.stringify(others);
}

function nativeOf({ source, basis, handover }: Settings, kind: string, id: string, at: number, body: JsonObject) {
  return {
    v: 1,
    kind,
    source,
    externalId: id,
    occurredAt: formatInstant(at as Instant),
    precision: 'ms',
    basis: basis ?? 'work-system',
    ...(handover === undefined ? {} : { handover }),
    body,
  };
}
