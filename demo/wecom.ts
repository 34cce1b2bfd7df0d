import type { Book, JsonObject } from './book.ts';
import { archiveMillis } from './book.ts';
import type { Random } from './random.ts';
import { after } from './times.ts';

const HEX = '0123456789abcdef';

/** A place where messages go: one to one, or a room. The refs are the archive's own: userid, `wm…`, `wo…`. */
export type Talk = { readonly members: readonly string[]; readonly room?: string };

export type Content = { readonly msgtype: string; readonly key: string; readonly value: JsonObject };

/** Writes messages in the envelope of the decrypted archive; answers the message's id. */
export type Archive = {
  readonly send: (talk: Talk, from: string, at: string, content: Content) => string;
  readonly recall: (talk: Talk, from: string, at: string, of: string) => void;
  readonly switchOn: (user: string, at: string) => void;
  readonly random: Random;
};

export function openArchive(book: Book, random: Random): Archive {
  const nextId = (talk: Talk) => {
    const outside = talk.members.some((ref) => /^(wm|wo)/.test(ref));
    return `CAQQ${random.text(24)}${outside ? '_external' : ''}`;
  };
  const envelope = (talk: Talk, from: string, at: string, action: string, content: Content): string => {
    const msgid = nextId(talk);
    book.putMessage({
      msgid,
      action,
      from,
      tolist: talk.members.filter((ref) => ref !== from),
      roomid: talk.room ?? '',
      msgtime: archiveMillis(random, at),
      msgtype: content.msgtype,
      [content.key]: content.value,
    });
    return msgid;
  };
  return {
    random,
    send: (talk, from, at, content) => envelope(talk, from, at, 'send', content),
    recall: (talk, from, at, of) =>
      void envelope(talk, from, at, 'recall', { msgtype: 'revoke', key: 'revoke', value: { pre_msgid: of } }),
    switchOn: (user, at) =>
      book.putMessage({ msgid: `CAQQ${random.text(24)}`, action: 'switch', time: archiveMillis(random, at), user }),
  };
}

const plain = (msgtype: string, value: JsonObject): Content => ({ msgtype, key: msgtype, value });
const fileId = (random: Random) => `Cr${random.text(60)}`;
const md5 = (random: Random) => random.text(32, HEX);

export const text = (content: string): Content => plain('text', { content });

export const image = (random: Random): Content =>
  plain('image', { sdkfileid: fileId(random), md5sum: md5(random), filesize: random.int(20_000, 900_000) });

export const voice = (random: Random): Content => {
  const seconds = random.int(2, 48);
  const size = seconds * 1_600 + random.int(0, 400);
  return plain('voice', { md5sum: md5(random), voice_size: size, play_length: seconds, sdkfileid: fileId(random) });
};

export const video = (random: Random): Content =>
  plain('video', {
    sdkfileid: fileId(random),
    filesize: random.int(900_000, 9_000_000),
    play_length: random.int(5, 40),
    md5sum: md5(random),
  });

export const file = (random: Random, filename: string): Content =>
  plain('file', {
    sdkfileid: fileId(random),
    md5sum: md5(random),
    filename,
    fileext: filename.slice(filename.lastIndexOf('.') + 1),
    filesize: random.int(8_000, 600_000),
  });

export const emotion = (random: Random): Content =>
  plain('emotion', {
    type: random.int(1, 2),
    width: 240,
    height: 240,
    imagesize: random.int(9_000, 90_000),
    sdkfileid: fileId(random),
    md5sum: md5(random),
  });

export const link = (title: string, description: string): Content =>
  plain('link', {
    title,
    description,
    link_url: 'https://example.com/news',
    image_url: 'https://example.com/news.png',
  });

export const location = (title: string, address: string): Content =>
  plain('location', { longitude: 120.1552, latitude: 30.2741, address, title, zoom: 15 });

export const card = (corpname: string, userid: string): Content => plain('card', { corpname, userid });

export const redpacket = (wish: string, totalcnt: number, fen: number): Content =>
  plain('redpacket', { type: 2, wish, totalcnt, totalamount: fen });

export const meeting = (topic: string, starttime: number): Content =>
  plain('meeting', {
    topic,
    starttime,
    endtime: starttime + 3_600,
    address: '三楼会议室',
    remarks: '',
    meetingtype: 101,
    meetingid: starttime,
    status: 1,
  });

export const todo = (title: string, content: string): Content => plain('todo', { title, content });

export const docmsg = (title: string, creator: string): Content => ({
  msgtype: 'docmsg',
  key: 'doc',
  value: { title, link_url: 'https://example.com/doc', doc_creator: creator },
});

export const voipText = (seconds: number): Content => ({
  msgtype: 'voiptext',
  key: 'info',
  value: { callduration: seconds, invitetype: 2 },
});

/** The item times are in seconds, as the archive's own sample shows them. */
export const chatRecord = (title: string, lines: readonly string[], second: number): Content =>
  plain('chatrecord', {
    title,
    item: lines.map((content, i) => ({
      type: 'ChatRecordText',
      msgtime: second + i * 30,
      content: JSON.stringify({ content }),
      from_chatroom: false,
    })),
  });

export const agree = (userid: string, millis: number): Content => plain('agree', { userid, agree_time: millis });

/** Says the lines in turn, each some seconds to minutes after the one before; answers the id and time of the last. */
export function converse(
  archive: Archive,
  talk: Talk,
  start: string,
  lines: readonly (readonly [from: string, words: string])[],
): { readonly last: string; readonly at: string } {
  let at = start;
  let last = '';
  for (const [from, words] of lines) {
    last = archive.send(talk, from, at, text(words));
    at = after(at, archive.random.int(15, 150));
  }
  return { last, at };
}

/** One to one between an employee and an outside contact. */
export const between = (userid: string, external: string): Talk => ({ members: [userid, external] });
