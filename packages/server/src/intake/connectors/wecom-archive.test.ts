import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Head, Reading, Settings } from './connector.ts';
import { native } from './native.ts';
import { wecomArchive } from './wecom-archive.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const settings: Settings = { source: 'wecom' };
const reading = (given: Settings): Reading => ({ settings: given, layout: {}, first: true });
const headOf = (text: string, fileName = 'a.ndjson'): Head => ({ fileName, bytes: bytesOf(text), table: undefined });
const RECOGNISED = { layout: {}, source: undefined, owner: undefined };
const AT = 1_772_417_700_123;
const SECOND = 1_772_417_700;

type Json = Readonly<Record<string, unknown>>;

const envelope = {
  msgid: 'M1_external',
  action: 'send',
  from: 'zhangsan',
  tolist: ['wmLiSi'],
  roomid: '',
  msgtime: AT,
};
const message = (msgtype: string, content: Json): Json => ({ ...envelope, msgtype, ...content });

function parse(file: string | Uint8Array) {
  return [...wecomArchive.parse(typeof file === 'string' ? bytesOf(file) : file, reading(settings))];
}

function recordOf(value: Json): unknown {
  const [parsed] = parse(JSON.stringify(value));
  if (parsed === undefined || !parsed.ok) throw new Error(parsed === undefined ? 'nothing' : parsed.why);
  return parsed.record;
}

const sdkfileid = 'CtYBMzA2OTAyMDEw';
const md5sum = '0123456789abcdef0123456789abcdef';
const file = { sdkfileid, md5sum };

/** Every type of message of the archive: its content, and the form, text and more that the record has. */
const types: readonly (readonly [msgtype: string, content: Json, expected: Json])[] = [
  ['text', { text: { content: '好处费给你10%' } }, { form: 'text', text: '好处费给你10%' }],
  ['markdown', { info: { content: '# 通知' } }, { form: 'text', text: '# 通知' }],
  ['image', { image: { ...file, filesize: 4096 } }, { form: 'image' }],
  ['emotion', { emotion: { ...file, type: 1, width: 60, height: 60, imagesize: 2 } }, { form: 'image' }],
  ['voice', { voice: { ...file, voice_size: 10810, play_length: 10 } }, { form: 'voice' }],
  ['video', { video: { ...file, filesize: 15169723, play_length: 108 } }, { form: 'video' }],
  [
    'file',
    { file: { ...file, filename: '报价.xlsx', fileext: 'xlsx', filesize: 9 } },
    { form: 'file', text: '报价.xlsx' },
  ],
  ['qydiskfile', { info: { filename: '合同.pdf' } }, { form: 'file', text: '合同.pdf' }],
  [
    'voip_doc_share',
    { voipid: 'v1', voip_doc_share: { ...file, filename: 'a.pdf', filesize: 9 } },
    { form: 'file', text: 'a.pdf' },
  ],
  [
    'link',
    { link: { title: '新品', description: '介绍', link_url: 'https://example.com/a', image_url: '' } },
    { form: 'link', text: '新品\n介绍\nhttps://example.com/a' },
  ],
  [
    'weapp',
    { weapp: { title: '开始', description: '小程序', username: 'x@app', displayname: '店' } },
    { form: 'link', text: '开始\n小程序\n店' },
  ],
  [
    'docmsg',
    { doc: { title: '名单', link_url: 'https://example.com/d', doc_creator: 'zhangsan' } },
    { form: 'link', text: '名单\nhttps://example.com/d' },
  ],
  ['sphfeed', { sphfeed: { feed_type: 4, sph_name: '号', feed_desc: '看看' } }, { form: 'link', text: '号\n看看' }],
  [
    'news',
    { info: { item: [{ title: '一', description: '', url: 'https://example.com/1', picurl: '' }, { title: '二' }] } },
    { form: 'link', text: '一\nhttps://example.com/1\n二' },
  ],
  [
    'location',
    { location: { longitude: 120.1552, latitude: 30.2741, address: '某路1号', title: '某楼', zoom: 15 } },
    { form: 'location', text: '某楼\n某路1号' },
  ],
  ['card', { card: { corpname: '华晟', userid: 'woA' } }, { form: 'card', text: '华晟' }],
  [
    'redpacket',
    { redpacket: { type: 1, wish: '辛苦了', totalcnt: 1, totalamount: 20000 } },
    { form: 'redpacket', text: '辛苦了', amount: { currency: 'CNY', minor: '20000' } },
  ],
  [
    'external_redpacket',
    { redpacket: { type: 1, wish: '', totalcnt: 1, totalamount: 100 } },
    { form: 'redpacket', amount: { currency: 'CNY', minor: '100' } },
  ],
  ['todo', { todo: { title: '提醒', content: '发合同' } }, { form: 'other', text: '提醒\n发合同' }],
  [
    'vote',
    { vote: { votetitle: '选哪家', voteitem: ['甲', '乙'], votetype: 101, voteid: 'x' } },
    { form: 'other', text: '选哪家\n甲\n乙' },
  ],
  [
    'collect',
    {
      collect: {
        room_name: '群',
        creator: 'zhangsan',
        create_time: '2026-03-02 10:15:00',
        title: '登记',
        details: [{ id: 1, ques: '电话', type: 'Text' }],
      },
    },
    { form: 'other', text: '登记\n电话' },
  ],
  [
    'meeting',
    {
      meeting: {
        topic: '对账',
        starttime: SECOND,
        endtime: SECOND + 60,
        address: '三楼',
        remarks: '',
        meetingtype: 101,
      },
    },
    { form: 'other', text: '对账\n三楼' },
  ],
  [
    'calendar',
    {
      calendar: {
        title: '拜访',
        creatorname: 'x',
        attendeename: ['y'],
        starttime: SECOND,
        endtime: SECOND,
        place: '客户处',
        remarks: '带样品',
      },
    },
    { form: 'other', text: '拜访\n客户处\n带样品' },
  ],
  ['solitaire', { solitaire: { title: '接龙' } }, { form: 'other', text: '接龙' }],
  ['note', { info: { content: '便签' } }, { form: 'other', text: '便签' }],
  ['meeting_voice_call', { voiceid: 'v', meeting_voice_call: { endtime: SECOND, sdkfileid } }, { form: 'voice' }],
  ['voiptext', { info: { callduration: 12, invitetype: 2 } }, { form: 'system' }],
  [
    'meeting_notification',
    { info: { meeting_id: 'm', notification_type: 1, content: '会议开始' } },
    { form: 'system', text: '会议开始' },
  ],
  [
    'mixed',
    {
      mixed: {
        item: [
          { type: 'text', content: '{"content":"看图"}' },
          { type: 'image', content: JSON.stringify(file) },
        ],
      },
    },
    { form: 'text', text: '看图' },
  ],
  ['mixed', { mixed: { item: [{ type: 'image', content: JSON.stringify(file) }] } }, { form: 'other' }],
  ['something_new', { something_new: { content: '新' } }, { form: 'other' }],
  ['constructor', {}, { form: 'other' }],
];

describe('every type of message becomes a chat record', () => {
  test.each(types)('%s %j', (msgtype, content, expected) => {
    const record = recordOf(message(msgtype, content)) as { readonly body: Json };
    const { raw, ...body } = record.body;
    expect({ ...record, body }).toEqual({
      v: 1,
      kind: 'chat',
      source: 'wecom',
      externalId: 'M1_external',
      occurredAt: AT,
      precision: 'ms',
      basis: 'work-system',
      body: {
        conversation: 'wmLiSi|zhangsan',
        from: { system: 'wecom', ref: 'zhangsan' },
        to: [{ system: 'wecom', ref: 'wmLiSi' }],
        ...expected,
      },
    });
    if (msgtype === 'text' || msgtype === 'markdown') expect(raw).toBeUndefined();
    else expect(JSON.parse(raw as string)).toMatchObject({ msgtype, ...content });
  });
});

test('the raw text leaves out who takes part, since they stand beside it as parties', () => {
  const record = recordOf(message('image', { image: file })) as { readonly body: { readonly raw: string } };
  expect(JSON.parse(record.body.raw)).toEqual({
    msgid: 'M1_external',
    action: 'send',
    roomid: '',
    msgtime: AT,
    msgtype: 'image',
    image: file,
  });
});

test('a message of a known type and an unknown shape keeps what it had', () => {
  for (const content of [{}, { text: null }, { text: 'x' }, { text: { content: 5 } }]) {
    const record = recordOf(message('text', content)) as { readonly body: Json };
    expect(record.body).toMatchObject({ form: 'other' });
    expect(JSON.parse(record.body.raw as string)).toMatchObject(content);
  }
  const packet = recordOf(message('redpacket', { redpacket: { wish: '喜', totalamount: 1.5 } }));
  expect(packet).toMatchObject({ body: { form: 'redpacket', text: '喜' } });
  expect(packet).not.toHaveProperty('body.amount');
});

test('a recall names the message that it takes back', () => {
  const recall = { ...envelope, action: 'recall', msgtype: 'revoke', revoke: { pre_msgid: 'M0_external' } };
  expect(recordOf(recall)).toMatchObject({
    kind: 'recall',
    externalId: 'M1_external',
    body: { conversation: 'wmLiSi|zhangsan', of: 'M0_external', by: { system: 'wecom', ref: 'zhangsan' } },
  });
});

test('consent is that of the outside contact, from when it was given', () => {
  const from = { ...envelope, from: 'wmLiSi', tolist: ['zhangsan'] };
  const consent = (msgtype: string, content: Json) => recordOf({ ...from, msgtype, [msgtype]: content });
  expect(consent('agree', { userid: 'wmLiSi', agree_time: AT - 5000 })).toMatchObject({
    kind: 'consent',
    occurredAt: AT - 5000,
    body: { conversation: 'wmLiSi|zhangsan', party: { system: 'wecom', ref: 'wmLiSi' }, state: 'agree' },
  });
  expect(consent('disagree', { userid: 'wmLiSi', agree_time: AT - 1 })).toMatchObject({ occurredAt: AT - 1 });
  expect(consent('disagree', { userid: 'wmLiSi', disagree_time: AT - 2 })).toMatchObject({
    occurredAt: AT - 2,
    body: { state: 'disagree' },
  });
  expect(consent('agree', {})).toMatchObject({ occurredAt: AT, body: { party: { system: 'wecom', ref: 'wmLiSi' } } });
});

test('a switch is a system message to nobody', () => {
  const found = recordOf({ msgid: 'S1', action: 'switch', time: AT, user: 'zhangsan' }) as { readonly body: Json };
  expect(found).toMatchObject({ kind: 'chat', externalId: 'S1', occurredAt: AT });
  expect(found.body).toEqual({
    conversation: 'switch:zhangsan',
    from: { system: 'wecom', ref: 'zhangsan' },
    to: [],
    form: 'system',
    raw: JSON.stringify({ msgid: 'S1', action: 'switch', time: AT }),
  });
});

describe('forwarded messages', () => {
  const item = (type: string, content: unknown, msgtime: unknown = SECOND): Json => ({
    type,
    msgtime,
    content: typeof content === 'string' ? content : JSON.stringify(content),
    from_chatroom: false,
  });
  const forwarded = (...items: readonly Json[]) => {
    const record = recordOf(message('chatrecord', { chatrecord: { title: '聊天记录', item: items } }));
    expect(record).toMatchObject({ body: { form: 'forwarded', text: '聊天记录' } });
    return (record as { readonly body: { readonly forwarded: readonly Json[] } }).body.forwarded;
  };

  test.each([
    ['ChatRecordText', { content: '返点' }, { form: 'text', text: '返点' }],
    ['ChatRecordImage', file, { form: 'image' }],
    ['ChatRecordVoice', file, { form: 'voice' }],
    ['ChatRecordVideo', file, { form: 'video' }],
    ['ChatRecordEmotion', file, { form: 'image' }],
    ['ChatRecordCard', { corpname: '华晟', userid: 'x' }, { form: 'card', text: '华晟' }],
    ['ChatRecordLocation', { title: '某楼', address: '某路' }, { form: 'location', text: '某楼\n某路' }],
    ['ChatRecordFile', { ...file, filename: 'a.doc' }, { form: 'file', text: 'a.doc' }],
    [
      'ChatRecordLink',
      { title: '一', link_url: 'https://example.com' },
      { form: 'link', text: '一\nhttps://example.com' },
    ],
    ['ChatRecordWeapp', { title: '小程序' }, { form: 'link', text: '小程序' }],
    [
      'ChatRecordMixed',
      { item: [item('ChatRecordText', { content: '看' }), item('ChatRecordImage', file)] },
      { form: 'forwarded', text: '看' },
    ],
    ['ChatRecordNew', { content: 'x' }, { form: 'other' }],
  ])('%s', (type, content, expected) => {
    expect(forwarded(item(type, content))).toEqual([{ at: SECOND * 1000, ...expected }]);
  });

  test('have times in seconds or milliseconds, told apart by size, or none', () => {
    const times = forwarded(
      ...[SECOND, AT, 0, 'x', 1e300].map((time) => item('ChatRecordText', { content: 'a' }, time)),
    );
    expect(times.map((each) => each.at)).toEqual([SECOND * 1000, AT, undefined, undefined, undefined]);
  });

  test('whose content is no JSON are shown as they stand', () => {
    const deep = '['.repeat(1000);
    expect(
      forwarded(item('ChatRecordText', '不是JSON'), item('ChatRecordText', deep), item('ChatRecordText', '')),
    ).toEqual(
      [{ text: '不是JSON' }, { text: deep }, {}].map((each) => ({ at: SECOND * 1000, form: 'other', ...each })),
    );
  });
});

describe('a conversation', () => {
  const conversation = (change: Json) =>
    (recordOf({ ...message('text', { text: { content: 'x' } }), ...change }) as { body: { conversation: string } }).body
      .conversation;
  test('is the room', () => expect(conversation({ roomid: 'wrA', tolist: ['a', 'b'] })).toBe('wrA'));
  test('is the same in both directions', () => {
    expect(conversation({ from: 'wmLiSi', tolist: ['zhangsan'] })).toBe(conversation({}));
  });
  test('of more people than an id can hold is their digest, in whatever order', () => {
    const many = Array.from({ length: 60 }, (_, i) => `member-${i}`);
    expect(conversation({ tolist: many })).toMatch(/^[0-9a-f]{32}$/);
    expect(conversation({ tolist: many.toReversed() })).toBe(conversation({ tolist: many }));
  });
});

test('a quoted reply stays the text that it is', () => {
  const content = '这是一条引用/回复消息：\n"李四:\n多少点"\n------\n八个点';
  expect(recordOf(message('text', { text: { content } }))).toMatchObject({ body: { text: content } });
});

test('bytes below 0x20 inside a message are passed over in reading and stay in its bytes', () => {
  const line = JSON.stringify(message('text', { text: { content: '好处@费' } })).replace('@', '\u0001\u0000');
  const [parsed] = parse(`${line}\n`);
  expect(parsed).toMatchObject({
    ok: true,
    record: { body: { text: '好处费' } },
    at: { start: 0, end: bytesOf(line).length },
  });
});

describe('a line that is no message is named with its reason, and the lines around it are read', () => {
  const good = JSON.stringify(message('text', { text: { content: 'x' } }));
  test.each([
    ['a cut line', good.slice(0, -3), 'record.not_json'],
    ['no object', '[]', 'record.invalid message: must be an object'],
    ['no msgid', good.replace('msgid', 'id'), 'record.invalid msgid: is missing'],
    ['an empty sender', good.replace('"zhangsan"', '""'), 'record.invalid from: must have 1 to 256 characters'],
    ['a time as text', good.replace(String(AT), `"${AT}"`), 'record.invalid msgtime: must be '],
    ['a time after 9999', good.replace(String(AT), '253402300800000'), 'record.invalid msgtime: '],
    ['a lone surrogate', good.replace('"x"', '"\\udc00"'), 'record.text_invalid body.text'],
    ['a zero character', good.replace('"x"', '"\\u0000"'), 'record.text_invalid body.text'],
    ['a member named twice', good.replace('"msgid"', '"from":"a","msgid"'), 'record.invalid an object names'],
    ['a switch without a user', '{"msgid":"a","action":"switch","time":1}', 'record.invalid user: is missing'],
    ['a native record', '{"v":1,"kind":"chat"}', 'record.invalid msgid: is missing'],
  ])('%s', (_, line, expected) => {
    const [first, second, third] = parse(`${good}\n${line}\n${good}`);
    expect([first?.ok, second?.ok, third?.ok]).toEqual([true, false, true]);
    expect(second?.ok === false && `${second.code} ${second.why}`).toContain(expected);
  });
});

describe('the archive is recognised by what is in it', () => {
  const good = JSON.stringify(message('text', { text: { content: 'x' } }));
  test.each([
    ['a message', `${good}\n`, true],
    ['a switch', '{"msgid":"a","action":"switch","time":1,"user":"b"}', true],
    ['a broken line and a message', `{"a\n${good}`, true],
    ['a message with control bytes', good.replace('"x"', '"\u0001"'), true],
    ['a message whose line is cut off', good.slice(0, -4), true],
    ['a native record', '{"v":1,"kind":"chat"}\n', false],
    ['other lines', '{"text":"x"}\n', false],
    ['nothing', '', false],
  ])('%s', (_, head, expected) => {
    expect(wecomArchive.recognise(headOf(head)) !== undefined).toBe(expected);
    if (expected) expect(native.recognise(headOf(head, 'a.bin'))).toBeUndefined();
  });
});

test('needs nothing, for its basis is the work system itself', () => {
  expect(wecomArchive.needs(settings, RECOGNISED)).toEqual([]);
  const [parsed] = wecomArchive.parse(
    bytesOf(JSON.stringify(message('text', { text: { content: 'x' } }))),
    reading({
      source: 'phone-copy',
      basis: 'provided-by-employee',
      handover: 'h1',
    }),
  );
  expect(parsed).toMatchObject({ record: { source: 'phone-copy', basis: 'provided-by-employee', handover: 'h1' } });
});

test('no file and no message makes it throw, and nothing is dropped', () => {
  const wild = fc.record(
    {
      msgid: fc.string({ minLength: 1 }),
      action: fc.constantFrom('send', 'recall', 'switch'),
      from: fc.jsonValue(),
      tolist: fc.jsonValue(),
      msgtime: fc.oneof(fc.constant(AT), fc.jsonValue()),
      msgtype: fc.oneof(
        fc.constantFrom(...types.map(([type]) => type), 'chatrecord', 'agree', 'revoke'),
        fc.jsonValue(),
      ),
      text: fc.jsonValue(),
      info: fc.jsonValue(),
      mixed: fc.record({ item: fc.jsonValue() }),
      chatrecord: fc.record({
        item: fc.array(fc.record({ type: fc.jsonValue(), content: fc.jsonValue(), msgtime: fc.jsonValue() })),
      }),
      agree: fc.jsonValue(),
      revoke: fc.jsonValue(),
      vote: fc.jsonValue(),
      collect: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const tame = fc.record({ ...Object.fromEntries(Object.entries(envelope).map(([k, v]) => [k, fc.constant(v)])) });
  const messages = fc
    .tuple(tame, wild, fc.boolean())
    .map(([a, b, last]) => JSON.stringify(last ? { ...b, ...a } : { ...a, ...b }));
  const lines = fc.array(
    fc.oneof(
      messages,
      fc.string(),
      fc.jsonValue().map((each) => JSON.stringify(each)),
    ),
  );
  fc.assert(
    fc.property(lines, (texts) => {
      const clean = texts.map((each) => each.replaceAll('\n', ' ')).filter((each) => !/^[ \t\r]*$/.test(each));
      expect(parse(clean.join('\n')).map(({ at }) => at.line)).toEqual(clean.map((_, i) => i + 1));
    }),
    { numRuns: 1000 },
  );
});
