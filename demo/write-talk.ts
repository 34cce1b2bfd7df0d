import type { Customer } from './cast.ts';
import { STAFF_ROLES, staffOf } from './cast.ts';
import type { Random } from './random.ts';
import type { Line } from './small-talk.ts';
import { COLLEAGUE_TALKS, CUSTOMER_TALKS, GOODS, GROUP_LINES } from './small-talk.ts';
import { after, inOfficeHours, instant, millisOf, workdayBetween } from './times.ts';
import type { Content, Talk } from './wecom.ts';
import * as wecom from './wecom.ts';
import type { World } from './world.ts';

const FROM = '2026-02-02';
const UNTIL = '2026-03-27';

/** Everything the archive holds besides the stories: hundreds of messages of people at work, of every common type. */
export function writeTalk(world: World): void {
  const random = world.random('talk');
  for (const customer of world.cast.customers) writeCustomerTalk(world, random, customer);
  for (let i = 0; i < 8; i += 1) writeColleagueTalk(world, random);
  writeGroups(world, random);
  writeRest(world, random);
}

function writeCustomerTalk({ archive }: World, random: Random, customer: Customer): void {
  const talk = wecom.between(customer.owner.userid, customer.external);
  const greeted = instant('2026-02-02', `09:${random.int(10, 59)}`);
  archive.send(talk, customer.external, greeted, wecom.agree(customer.external, millisOf(greeted)));
  for (const lines of random.shuffle(CUSTOMER_TALKS).slice(0, random.int(2, 3))) {
    const start = inOfficeHours(random, workdayBetween(random, FROM, UNTIL));
    const { at } = wecom.converse(
      archive,
      talk,
      start,
      saidBy(random, lines, customer.owner.userid, customer.external),
    );
    if (!random.chance(35)) continue;
    const [from, content] = attachment(random, customer.owner.userid, customer.external);
    archive.send(talk, from, at, content);
  }
}

/** Something that is not text, from whoever would send it. */
function attachment(random: Random, employee: string, customer: string): readonly [string, Content] {
  return random.pick<() => readonly [string, Content]>([
    () => [customer, wecom.image(random)],
    () => [customer, wecom.voice(random)],
    () => [customer, wecom.video(random)],
    () => [customer, wecom.location('门店', '文一路18号')],
    () => [employee, wecom.file(random, random.pick(['报价单.xlsx', '产品手册.pdf', '对账单.pdf']))],
    () => [employee, wecom.voice(random)],
    () => [employee, wecom.emotion(random)],
  ])();
}

function saidBy(
  random: Random,
  lines: readonly Line[],
  first: string,
  second: string,
): readonly (readonly [string, string])[] {
  const fill = fillerOf(random);
  return lines.map(([who, words]) => [who === 'e' ? first : second, fill(words)] as const);
}

/** The same goods, day and count throughout one talk. */
function fillerOf(random: Random): (words: string) => string {
  const filled = {
    goods: random.pick(GOODS),
    count: random.int(11, 48),
    hour: random.pick(['两', '三', '四']),
    day: random.pick([...'二三四五']),
  };
  return (words) =>
    words
      .replace('{goods}', filled.goods)
      .replace('{count}', String(filled.count))
      .replace('{hour}', filled.hour)
      .replaceAll('{day}', filled.day);
}

function writeColleagueTalk({ archive, cast }: World, random: Random): void {
  const [one, other] = random.shuffle(cast.staff);
  if (one === undefined || other === undefined) return;
  const talk: Talk = { members: [one.userid, other.userid] };
  const start = inOfficeHours(random, workdayBetween(random, FROM, UNTIL));
  wecom.converse(archive, talk, start, saidBy(random, random.pick(COLLEAGUE_TALKS), one.userid, other.userid));
}

function writeGroups({ archive, cast }: World, random: Random): void {
  for (const department of ['零售事业部', '技术事业部']) {
    const members = cast.staff
      .filter((employee) => employee.department === department)
      .map((employee) => employee.userid);
    const talk: Talk = { members, room: `wr${random.text(30)}` };
    const start = inOfficeHours(random, workdayBetween(random, FROM, UNTIL));
    const fill = fillerOf(random);
    wecom.converse(
      archive,
      talk,
      start,
      GROUP_LINES.map((words) => [random.pick(members), fill(words)] as const),
    );
    archive.send(
      talk,
      random.pick(members),
      instant('2026-02-14', '17:30'),
      wecom.redpacket('新春快乐', 10, random.int(50, 200) * 100),
    );
  }
}

/** One of each of the rarer message types, and two recalls of no meaning. */
function writeRest({ archive, cast }: World, random: Random): void {
  const lead = staffOf(cast, 'hr-lead').userid;
  const everybody: Talk = {
    members: STAFF_ROLES.map(([role]) => staffOf(cast, role).userid),
    room: `wr${random.text(30)}`,
  };
  const at = instant(workdayBetween(random, '2026-02-24', '2026-03-20'), '09:05');
  const second = Math.floor(millisOf(at) / 1000);
  const contents = [
    wecom.meeting('月度例会', second + 3_600),
    wecom.todo('提交考勤说明', '本周五前'),
    wecom.docmsg('三月排班表', lead),
    wecom.chatRecord('群聊的聊天记录', ['明天停电到几点', '上午十点恢复'], second - 7_200),
    wecom.link('春季体检安排', '请按部门预约'),
    wecom.file(random, '考勤说明模板.docx'),
    wecom.image(random),
    wecom.voice(random),
  ];
  contents.forEach((content, i) => void archive.send(everybody, lead, after(at, i * 150), content));
  const director = staffOf(cast, 'director').userid;
  const pair: Talk = { members: [lead, director] };
  archive.send(pair, lead, after(at, 3_000), wecom.card('人力资源部', staffOf(cast, 'hr-second').userid));
  archive.send(pair, director, after(at, 3_200), wecom.voipText(random.int(30, 600)));
  for (const role of ['ordinary-one', 'ordinary-two'] as const) writeRecall(archive, random, pair, role, cast);
  archive.switchOn(staffOf(cast, 'ordinary-two').userid, instant('2026-02-02', '08:50'));
}

function writeRecall(
  archive: World['archive'],
  random: Random,
  { members }: Talk,
  role: 'ordinary-one' | 'ordinary-two',
  cast: World['cast'],
): void {
  const { userid } = staffOf(cast, role);
  const talk: Talk = { members: [userid, members[0] ?? userid] };
  const at = inOfficeHours(random, workdayBetween(random, FROM, UNTIL));
  const mistyped = archive.send(talk, userid, at, wecom.text('明天请假半填'));
  archive.recall(talk, userid, after(at, 20), mistyped);
  archive.send(talk, userid, after(at, 45), wecom.text('明天请假半天'));
}
