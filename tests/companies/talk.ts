import { handOver } from './money.ts';
import type { Channel, Customer, Employee, Outside, Person } from './people.ts';
import { callBoss, callMate } from './people.ts';
import type { Came, Party } from './record.ts';
import { DAY, MINUTE } from './record.ts';
import type { World } from './world.ts';

/** Who may speak in a script. */
export type Cast = {
  readonly employee: Employee;
  readonly customer?: Customer;
  readonly outside?: Outside;
  /** Whoever speaks for the outside company; its contact by default. */
  readonly contact?: Person;
  readonly mate?: Employee;
};

export type Slots = Readonly<Record<string, string>>;

/**
 * A conversation in one line, turns parted by `|`, each begun by who speaks: `O` the outside company, `C` the customer,
 * `M` a colleague, all to the employee; in small letters the employee to them. `~` before a turn lets days pass.
 */
export type Script = string;

type Turn = {
  readonly side: 'O' | 'C' | 'M';
  readonly isEmployee: boolean;
  readonly pause: boolean;
  readonly text: string;
};

function turnsOf(script: Script): readonly Turn[] {
  return script.split('|').map((given) => {
    const [, tilde, sign = '', text = ''] = /^\s*(~?)([OoCcMm])\s(.+?)\s*$/s.exec(given) ?? [];
    if (sign === '') throw new Error(`a turn says who speaks: ${given}`);
    const side = sign.toUpperCase() as Turn['side']; // the expression above allows no other
    return { side, isEmployee: sign !== side, pause: tilde === '~', text };
  });
}

/** Fills `{slots}`; `{c}` `{o}` `{e}` `{m}` are how people call each other. */
export function fill(text: string, slots: Slots): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`no words for {${name}} in: ${text}`);
    return value;
  });
}

export function names({ random, trade }: World, cast: Cast): Slots {
  const contact = cast.contact ?? cast.outside?.contact;
  const { employee, customer, mate, outside } = cast;
  return {
    e: callMate(random, employee),
    goods: random.pick(trade.goods),
    work: random.pick(trade.works),
    ...(customer === undefined ? {} : { c: callBoss(random, customer), cu: customer.short }),
    ...(contact === undefined ? {} : { o: callBoss(random, contact) }),
    ...(mate === undefined ? {} : { m: callMate(random, mate) }),
    ...(outside === undefined ? {} : { co: mention(random, outside) }),
  };
}

function mention(random: World['random'], { full, short, alias }: Outside): string {
  return random.pick([full, short, short, alias, alias, `${alias}公司`]);
}

/** Other ways to name a company to a customer than by its name. */
const VAGUE = ['我朋友的公司', '我朋友那边', '我一个哥们的公司', '我同学那家'];

export type Said = { readonly at: number; readonly words: string };

/** Plays a script in the company's own channel from an instant on and says when its last turn was. */
export function converse(world: World, cast: Cast, script: Script, at: number, slots: Slots = {}): number {
  return play(world, cast, { script, at, slots, channel: world.channel, came: { source: world.channel } }).at;
}

/** As `converse`, in whatever channel such things are said, and says what was written. */
export function tell(world: World, cast: Cast, script: Script, at: number, slots: Slots = {}): Said {
  return play(world, cast, { script, at, slots, ...chooseChannel(world, cast, script, at) });
}

type Played = { readonly script: Script; readonly at: number; readonly slots: Slots } & Way;
type Way = { readonly channel: Channel; readonly came: Came };

function play(world: World, cast: Cast, { script, at, slots, channel, came }: Played): Said {
  const all: Slots = { ...names(world, cast), ...vague(world, script), ...slots };
  let now = at;
  const words = turnsOf(script).map((turn, i) => {
    if (i > 0) now += turn.pause ? world.random.int(1, 4) * DAY + world.random.int(-90, 90) * MINUTE : gap(world);
    const text = fill(turn.text, all);
    say(world, cast, turn, { at: now, text, channel, came });
    return `${turn.isEmployee ? turn.side.toLowerCase() : turn.side} ${text}`;
  });
  return { at: now, words: `${channel === world.channel ? '' : `(${channel}) `}${words.join(' | ')}` };
}

/** Now and then by mail, or by private WeChat that the customer or the employee later handed over. */
function chooseChannel(world: World, { employee, customer }: Cast, script: Script, at: number): Way {
  const { random, channel } = world;
  const isWithCustomer = !/(?:^|\|)\s*~?[OoMm] /.test(script);
  const [isMail, isPrivate] = [random.chance(0.06), random.chance(0.12) && employee.known.includes(employee.on.wechat)];
  if (isPrivate && isWithCustomer && customer !== undefined) {
    const handover = handOver(world, customer.party, [customer.party, employee.party], at + 60 * DAY);
    return {
      channel: 'wechat',
      came: { source: 'handed', basis: 'provided-by-customer', handover, original: 'screenshot' },
    };
  }
  if (isPrivate && !isWithCustomer) {
    const handover = handOver(world, employee.party, [employee.party], at + 60 * DAY);
    return {
      channel: 'wechat',
      came: { source: 'handed', basis: 'provided-by-employee', handover, original: 'extract' },
    };
  }
  return isMail && !isWithCustomer
    ? { channel: 'email', came: { source: 'mail' } }
    : { channel, came: { source: channel } };
}

/** Only where the customer is sent somewhere; on an invoice there is a name. */
function vague({ random }: World, script: Script): Slots {
  const isSentThere = /c [^|]*[去到]\{co\}/.test(script);
  return isSentThere && random.chance(0.3) ? { co: random.pick(VAGUE) } : {};
}

function gap({ random }: World): number {
  return random.chance(0.85) ? random.int(8, 190) * 1000 : random.int(10, 150) * MINUTE;
}

type Line = Way & { readonly at: number; readonly text: string };

function say(world: World, cast: Cast, turn: Turn, { at, text, channel, came }: Line): void {
  const { random, sink } = world;
  const other =
    turn.side === 'O' ? (cast.contact ?? cast.outside?.contact) : turn.side === 'C' ? cast.customer : cast.mate;
  if (other === undefined) throw new Error(`nobody in the cast speaks for ${turn.side}`);
  const ours = cast.employee.on[channel];
  const theirs = shown(world, other, channel);
  const [from, to] = turn.isEmployee ? [ours, theirs] : [theirs, ours];
  if (channel === 'email') {
    const subject = random.pick(['Re: 合作', '回复:对账', '关于近期安排', '转发:报价', '请查收']);
    sink.add('email', at, { from, to: [to], subject, text }, came);
    return;
  }
  const conversation = `${ours.ref}_${theirs.ref}`;
  open(world, conversation, [ours, other.on[channel]], came, turn.side !== 'M', at);
  const precision = channel === 'wechat' ? 'minute' : random.chance(0.1) ? 'ms' : 'second';
  const body = { conversation, from, to: [to], ...spoken(world, text) };
  sink.add('chat', at, body, precision === 'second' ? came : { ...came, precision });
}

function shown({ random }: World, person: Person, channel: Channel): Party {
  const party = person.on[channel];
  return random.chance(0.5) ? { ...party, name: person.name.full } : party;
}

/** Some sources say of a conversation who is in it. */
function open(
  world: World,
  conversation: string,
  members: readonly Party[],
  came: Came,
  external: boolean,
  at: number,
): void {
  if (world.opened.has(conversation)) return;
  world.opened.add(conversation);
  if (world.random.chance(0.4)) world.sink.add('conversation', at, { conversation, members, external }, came);
}

function spoken({ random }: World, text: string): Readonly<Record<string, unknown>> {
  return random.chance(0.03) ? { form: 'voice', transcript: { text, by: 'machine' } } : { form: 'text', text };
}
