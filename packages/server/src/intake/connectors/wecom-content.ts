import type { ChatForm } from '../../kernel/kinds/talk.ts';
import { formatInstant, instantFromMillis } from '../../kernel/time.ts';
import { readJson } from '../json-lines.ts';
import type { JsonObject } from './connector.ts';
import { isObject } from './connector.ts';

/** What of a message goes into a chat record, in the form of RECORDS.md. */
export type Said = {
  readonly form: ChatForm;
  readonly text?: string;
  readonly amount?: { readonly currency: 'CNY'; readonly minor: string };
  readonly forwarded?: readonly Forwarded[];
};

type Forwarded = { readonly at?: string; readonly form: ChatForm; readonly text?: string };

/** `plain` tells that the text is all there is, so that the raw message adds nothing. */
export type Content = Said & { readonly plain: boolean };

type Reader = (content: JsonObject) => Said | undefined;

/** A form with the named members as its text, one a line; members that are empty or missing are left out. */
const shown =
  (form: ChatForm, ...names: readonly string[]): Reader =>
  (content) =>
    withText(
      form,
      names.map((name) => content[name]),
    );

/** One line a message type: the member that holds its content where the names differ, and how it is read. */
const READERS: ReadonlyMap<string, { readonly member?: string; readonly read: Reader }> = new Map([
  ['text', { read: said }],
  ['markdown', { member: 'info', read: said }],
  ['image', { read: shown('image') }],
  ['emotion', { read: shown('image') }],
  ['voice', { read: shown('voice') }],
  ['meeting_voice_call', { read: shown('voice') }],
  ['video', { read: shown('video') }],
  ['file', { read: shown('file', 'filename') }],
  ['voip_doc_share', { read: shown('file', 'filename') }],
  ['qydiskfile', { member: 'info', read: shown('file', 'filename') }],
  ['link', { read: shown('link', 'title', 'description', 'link_url') }],
  ['weapp', { read: shown('link', 'title', 'description', 'displayname') }],
  ['docmsg', { member: 'doc', read: shown('link', 'title', 'link_url') }],
  ['sphfeed', { read: shown('link', 'sph_name', 'feed_desc') }],
  ['news', { member: 'info', read: news }],
  ['location', { read: shown('location', 'title', 'address') }],
  ['card', { read: shown('card', 'corpname') }],
  ['redpacket', { read: redPacket }],
  ['external_redpacket', { member: 'redpacket', read: redPacket }],
  ['chatrecord', { read: chatRecord }],
  ['mixed', { read: mixed }],
  ['todo', { read: shown('other', 'title', 'content') }],
  ['vote', { read: vote }],
  ['collect', { read: collect }],
  ['meeting', { read: shown('other', 'topic', 'address', 'remarks') }],
  ['calendar', { read: shown('other', 'title', 'place', 'remarks') }],
  ['solitaire', { read: shown('other', 'title', 'content') }],
  ['note', { member: 'info', read: shown('other', 'title', 'content') }],
  ['voiptext', { member: 'info', read: shown('system') }],
  ['meeting_notification', { member: 'info', read: shown('system', 'content') }],
]);

/** The object that holds a message's content; undefined if there is none under the name its type asks for. */
export function contentOf(msgtype: string, message: JsonObject): JsonObject | undefined {
  const member = READERS.get(msgtype)?.member ?? msgtype;
  const content = Object.hasOwn(message, member) ? message[member] : undefined;
  return isObject(content) ? content : undefined;
}

/** What a message says. A type that is unknown, or that has another shape than is known, is `other`. */
export function readContent(msgtype: string, content: JsonObject | undefined): Content {
  const read = content === undefined ? undefined : READERS.get(msgtype)?.read(content);
  if (read === undefined) return { form: 'other', plain: false };
  return { ...read, plain: msgtype === 'text' || msgtype === 'markdown' };
}

function withText(form: ChatForm, parts: readonly unknown[]): Said {
  const text = parts.filter((part) => typeof part === 'string' && part !== '').join('\n');
  return text === '' ? { form } : { form, text };
}

/** Quoted replies stay as they are: the quote is part of the text in the archive. */
function said({ content }: JsonObject): Said | undefined {
  return typeof content === 'string' ? { form: 'text', text: content } : undefined;
}

/** The sum of a red packet is in fen. */
function redPacket({ wish, totalamount }: JsonObject): Said {
  const fen = typeof totalamount === 'number' && Number.isSafeInteger(totalamount) && totalamount >= 0;
  return {
    ...withText('redpacket', [wish]),
    ...(fen ? { amount: { currency: 'CNY', minor: String(totalamount) } } : {}),
  };
}

const itemsOf = (list: unknown): readonly JsonObject[] => (Array.isArray(list) ? list.filter(isObject) : []);

function news({ item }: JsonObject): Said {
  return withText(
    'link',
    itemsOf(item).flatMap(({ title, description, url }) => [title, description, url]),
  );
}

function vote({ votetitle, voteitem }: JsonObject): Said {
  return withText('other', [votetitle, ...(Array.isArray(voteitem) ? voteitem : [])]);
}

function collect({ title, details }: JsonObject): Said {
  return withText('other', [title, ...itemsOf(details).map(({ ques }) => ques)]);
}

/** Words and pictures in one message: the words are what it says; the pictures stay in `raw`. */
function mixed({ item }: JsonObject): Said {
  const parts = itemsOf(item).map(partOf);
  const { text } = withText(
    'text',
    parts.map((part) => part.text),
  );
  return text === undefined ? { form: 'other' } : { form: 'text', text };
}

function chatRecord({ title, item }: JsonObject): Said | undefined {
  if (!Array.isArray(item)) return undefined;
  const forwarded = itemsOf(item).map((each): Forwarded => {
    const at = itemTime(each.msgtime);
    return { ...(at === undefined ? {} : { at }), ...partOf(each) };
  });
  return { ...withText('forwarded', [title]), forwarded };
}

/** Where milliseconds of 1973 would begin; as seconds, the year 5138. Items are written in either unit. */
const LEAST_MILLIS = 100_000_000_000;

function itemTime(time: unknown): string | undefined {
  if (typeof time !== 'number' || time <= 0) return undefined;
  const at = instantFromMillis(time < LEAST_MILLIS ? time * 1000 : time);
  return at === undefined ? undefined : formatInstant(at);
}

/** An item holds its content as JSON text; where that cannot be read, the text itself is what it says. */
function partOf({ type, content }: JsonObject): { readonly form: ChatForm; readonly text?: string } {
  const named = typeof type === 'string' ? type.replace(/^ChatRecord/, '').toLowerCase() : '';
  if (typeof content !== 'string') return { form: 'other' };
  const reading = readJson(content, 'ignored');
  const inner = reading.ok && isObject(reading.value) ? reading.value : undefined;
  if (inner === undefined) return content === '' ? { form: 'other' } : { form: 'other', text: content };
  // A record inside a record is shown by its title; its own items stay in `raw`.
  const { form, text } = named === 'mixed' || named === 'chatrecord' ? innerRecord(inner) : readContent(named, inner);
  return text === undefined ? { form } : { form, text };
}

function innerRecord({ title, item }: JsonObject): Said {
  const texts = itemsOf(item).map(({ content }) => {
    const reading = typeof content === 'string' ? readJson(content, 'ignored') : undefined;
    return reading?.ok === true && isObject(reading.value) ? reading.value.content : undefined;
  });
  return withText('forwarded', [title, ...texts]);
}
