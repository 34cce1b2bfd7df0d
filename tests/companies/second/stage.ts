import type { Extra, Party } from './book.ts';
import { at, dayOf } from './book.ts';
import type { World } from './world.ts';

/** A person of a screenplay with every account that it may speak from. */
export type Role = { readonly chat: Party; readonly mail: Party; readonly phone: Party };

export type Stage = {
  /** By the letter that stands before a line: `e` is always the employee. */
  readonly roles: Readonly<Record<string, Role>>;
  /** What stands for `{…}` in the lines. */
  readonly slots: Readonly<Record<string, string>>;
  /** What happens beside the talk, by the name in `=== name days`; where it answers its instant, the talk goes on after it. */
  readonly cues?: Readonly<Record<string, (day: number) => unknown>>;
  /** How the talk on private telephones (`# c@wechat`) was handed over, by the letter of who the employee talks with. */
  readonly handed?: Readonly<Record<string, Extra>>;
};

type Reel = { instant: number; conversation: string; members: readonly string[]; privately: boolean };

const HEADING = /^# (\w+)(@wechat)?$/;
const CUE = /^=== (\w+) (\d+)$/;
const MAIL = /^(\w+)>(\w+) ([^|]*)\|(.*)$/;
const CALL = /^call (\w+)>(\w+) (\d+)$/;
const SAID = /^(?:\+(\d+) (\d\d:\d\d) )?(\w+)(?:~(\w+))?: (.*)$/;

/**
 * Plays a screenplay into the book and answers the day on which it ends.
 *
 * `# o` opens the talk of `e` with `o`; `o: …` is said a little later, `+2 10:05 o: …` two days on at that time; `o~voice:` is
 * heard by a machine; `o>e subject|text` is a mail; `call o>e 90` a call; `=== deal 6` runs what is named six days later.
 */
export function play(world: World, script: string, stage: Stage, firstDay: number): number {
  const reel: Reel = { instant: at(firstDay, clock(world)), conversation: '', members: [], privately: false };
  for (const raw of script.trim().split('\n')) {
    const line = raw.trim();
    if (line !== '') playLine(world, stage, reel, line);
  }
  return dayOf(reel.instant);
}

const clock = ({ dice }: World) => `${dice.int(9, 17)}:${dice.int(10, 59)}`;

function playLine(world: World, stage: Stage, reel: Reel, line: string): void {
  const heading = HEADING.exec(line);
  if (heading !== null) {
    open(world, stage, reel, heading[1] ?? '', heading[2] !== undefined);
    return;
  }
  const cue = CUE.exec(line);
  if (cue !== null) {
    const run = stage.cues?.[cue[1] ?? ''];
    if (run === undefined) throw new Error(`no cue ${line}`);
    forward(world, reel, at(dayOf(reel.instant) + Number(cue[2]), clock(world)));
    const happened = run(dayOf(reel.instant));
    if (typeof happened === 'number') forward(world, reel, happened);
    return;
  }
  const call = CALL.exec(line);
  if (call !== null) {
    reel.instant += world.dice.int(20, 300) * 60_000;
    const [from, to] = [role(stage, call[1]), role(stage, call[2])];
    const body = {
      from: from.phone,
      to: to.phone,
      direction: call[1] === 'e' ? 'out' : 'in',
      seconds: Number(call[3]),
    };
    world.book.write('call', 'pbx', reel.instant, { ...body, answered: true });
    return;
  }
  const mail = MAIL.exec(line);
  if (mail !== null) {
    post(world, stage, reel, mail);
    return;
  }
  const said = SAID.exec(line);
  if (said === null) throw new Error(`not a line of a screenplay: ${line}`);
  say(world, stage, reel, said);
}

/** To that instant, or a few minutes on where that would be back in time. */
function forward({ dice }: World, reel: Reel, instant: number): void {
  reel.instant = instant > reel.instant ? instant : reel.instant + dice.int(3, 25) * 60_000;
}

function open(world: World, stage: Stage, reel: Reel, others: string, privately: boolean): void {
  reel.members = ['e', ...(others.length > 1 && stage.roles[others] === undefined ? [...others] : [others])];
  reel.privately = privately;
  const members = reel.members.map((member) => account(role(stage, member), privately));
  reel.conversation = members
    .map(({ ref }) => ref)
    .join('|')
    .slice(0, 200);
  if (privately) return;
  const external = !world.employees().some((each) => each.chat.ref === members.at(-1)?.ref);
  world.book.write('conversation', world.system, reel.instant, { conversation: reel.conversation, members, external });
}

function say(world: World, stage: Stage, reel: Reel, said: RegExpExecArray): void {
  const { book, dice, system } = world;
  const [, days, time, who = '', form = 'text', words = ''] = said;
  const wait = () => dice.int(6, 150) * 1000;
  if (time === undefined) reel.instant += wait();
  else forward(world, reel, at(dayOf(reel.instant) + Number(days), time));
  const from = account(role(stage, who), reel.privately);
  const to = reel.members.filter((each) => each !== who).map((each) => account(role(stage, each), reel.privately));
  const source = reel.privately ? 'phone-copies' : system;
  const extra = reel.privately ? { ...stage.handed?.[reel.members.at(-1) ?? ''] } : {};
  const pieces = form === 'text' ? typed(world, fill(words, stage.slots)) : [fill(words, stage.slots)];
  for (const [i, text] of pieces.entries()) {
    if (i > 0) reel.instant += dice.int(2, 9) * 1000;
    const spoken = form === 'voice' ? { transcript: { text, by: 'machine' } } : { text };
    book.write('chat', source, reel.instant, { conversation: reel.conversation, from, to, form, ...spoken }, extra);
  }
}

function post(world: World, stage: Stage, reel: Reel, mail: RegExpExecArray): void {
  reel.instant += world.dice.int(5, 90) * 60_000;
  const [, from, to, subject = '', text = ''] = mail;
  world.book.write('email', 'mail', reel.instant, {
    from: role(stage, from).mail,
    to: [role(stage, to).mail],
    subject: fill(subject, stage.slots),
    text: fill(text, stage.slots).replaceAll('\\n', '\n'),
    messageId: `<${world.dice.letters(12, 'abcdef0123456789')}@mail.example>`,
  });
}

function role(stage: Stage, who = ''): Role {
  const found = stage.roles[who];
  if (found === undefined) throw new Error(`no role ${who}`);
  return found;
}

/** The account on a private telephone is another one than the company's. */
function account({ chat }: Role, privately: boolean): Party {
  return privately ? { ...chat, system: 'wechat', ref: `wxid_${chat.ref.replaceAll('.', '').slice(-14)}` } : chat;
}

export const wechatOf = (someone: Role): Party => account(someone, true);

function fill(words: string, slots: Stage['slots']): string {
  return words.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`nothing for {${name}}`);
    return value;
  });
}

/** What is typed for what is heard alike. */
const SLIPS: readonly (readonly [string, string])[] = [
  ['在', '再'],
  ['账', '帐'],
  ['的', '得'],
  ['做', '作'],
  ['哪', '那'],
  ['打', '大'],
  ['客户', '客戶'],
  ['什么', '神马'],
];

/** The messages in which a line goes out: people leave out commas, slip, and send half a sentence before the other. */
function typed({ dice }: World, text: string): readonly string[] {
  const [right, wrong] = dice.pick(SLIPS);
  const slipped = dice.chance(0.07) ? text.replace(right, wrong) : text;
  const plain = dice.chance(0.35) ? slipped.replaceAll('，', ' ') : slipped;
  const cut = plain.search(/[ ，]/);
  if (cut < 2 || plain.length < 9 || !dice.chance(0.18)) return [plain];
  return [plain.slice(0, cut), plain.slice(cut + 1)];
}
