import type { Party } from '../kernel/party.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { Instant, Precision } from '../kernel/time.ts';
import type { Ledger } from '../ledger/ledger.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Directory, Side } from '../people/directory.ts';
import type { KeyedFact, World } from '../people/facts.ts';
import { factsAt } from '../people/facts.ts';
import { conversationMac, conversationOf } from '../people/follow.ts';
import * as peopleStore from '../people/store.ts';
import type { Tx } from '../platform/db.ts';
import * as store from './store.ts';

type Named = { readonly label: string; readonly party: Party; readonly side: Side };

/** One message as a person reads it, with the words that rules pointed at. Offsets are UTF-16 units of `text`. */
export type Message = {
  readonly log: string;
  readonly index: number;
  readonly at: Instant;
  readonly precision: Precision;
  readonly kind: string;
  readonly field: string;
  readonly from: Named;
  readonly to: readonly Named[];
  readonly text: string;
  readonly marks: readonly {
    readonly start: number;
    readonly end: number;
    readonly rule: string;
    readonly kind: string;
  }[];
  readonly focus: boolean;
};

const [BEFORE, AFTER] = [4, 3];

type Spot = { readonly logId: number; readonly index: number };

/** The message at `spot` among its neighbours in the conversation; alone where there is no conversation. */
export async function messagesAround(tx: Tx, ledger: Ledger, world: World, spot: Spot): Promise<readonly Message[]> {
  const [focus] = await factsAt(tx, ledger, [spot]);
  if (focus === undefined) return [];
  return (await messagesAroundEach(tx, ledger, world, [{ spot, focus }])).get(placeOf(focus)) ?? [];
}

export const placeOf = ({ log, index }: Pick<KeyedFact, 'log' | 'index'>): string => `${log} ${index}`;

/** The same for many that were read already, by `placeOf`: what stands around all of them is read at once. */
export async function messagesAroundEach(
  tx: Tx,
  ledger: Ledger,
  { directory }: World,
  focuses: readonly { readonly spot: Spot; readonly focus: KeyedFact }[],
): Promise<ReadonlyMap<string, readonly Message[]>> {
  const near = new Map<string, readonly Spot[]>();
  for (const { spot, focus } of focuses) near.set(placeOf(focus), await spotsNear(tx, ledger, spot, focus));
  const all = [...new Map([...near.values()].flat().map((spot) => [`${spot.logId} ${spot.index}`, spot])).values()];
  const findings = await store.findingsAt(tx, ledger, all);
  const logs = new Map((await ledgerStore.logs(tx)).map(({ name, logId }) => [name, logId]));
  const facts = new Map(
    (await factsAt(tx, ledger, all)).map((fact) => [`${logs.get(fact.log)} ${fact.index}`, fact] as const),
  );
  return new Map(
    focuses.map(({ focus }) => {
      const around = (near.get(placeOf(focus)) ?? []).flatMap((spot) => facts.get(`${spot.logId} ${spot.index}`) ?? []);
      const inOrder = around.toSorted((a, b) => a.record.occurredAt - b.record.occurredAt || a.index - b.index);
      const isFocus = (fact: KeyedFact): boolean => fact.index === focus.index && fact.log === focus.log;
      const messages = inOrder.flatMap((fact) => messageOf(fact, directory, findings, isFocus(fact)) ?? []);
      return [placeOf(focus), messages];
    }),
  );
}

async function spotsNear(tx: Tx, ledger: Ledger, spot: Spot, { record }: KeyedFact): Promise<readonly Spot[]> {
  const conversation = conversationOf(record);
  if (conversation === undefined || record.kind !== 'chat') return [spot];
  const mac = conversationMac(ledger, conversation);
  return await peopleStore.spotsAround(tx, mac, { ...spot, at: record.occurredAt }, BEFORE, AFTER);
}

function messageOf(
  fact: KeyedFact,
  directory: Directory,
  findings: readonly store.FindingRow[],
  focus: boolean,
): Message | undefined {
  const said = saidIn(fact.record);
  if (said === undefined) return undefined;
  const { occurredAt: at, precision, kind } = fact.record;
  const name = (party: Party): Named => ({
    label: labelOf(party, at, directory),
    party,
    side: directory.sideOf(party, at),
  });
  const marks = findings
    .filter((row) => row.log === fact.log && row.index === fact.index && row.field === said.field)
    .map(({ start, end, rule, kind: of }) => ({ start, end, rule, kind: of }));
  return {
    log: fact.log,
    index: fact.index,
    at,
    precision,
    kind,
    field: said.field,
    from: name(said.from),
    to: said.to.map(name),
    text: said.text,
    marks,
    focus,
  };
}

type Said = { readonly from: Party; readonly to: readonly Party[]; readonly text: string; readonly field: string };

/** Who said what to whom in a record that holds words; what is no text is named by its form in brackets. */
function saidIn(record: NativeRecord): Said | undefined {
  if (record.kind === 'chat') {
    const { from, to, text, form } = record.body;
    return { from, to, text: text ?? `[${form}]`, field: 'text' };
  }
  if (record.kind === 'email')
    return { from: record.body.from, to: record.body.to, text: record.body.text, field: 'text' };
  if (record.kind === 'transfer')
    return { from: record.body.from, to: [record.body.to], text: record.body.memo ?? '', field: 'memo' };
  if (record.kind === 'follow-up')
    return { from: record.body.employee, to: [record.body.customer], text: record.body.text, field: 'text' };
  return undefined;
}

/** The name a reader knows someone by: from the directory as of then, else as the source displayed it, else the account. */
export function labelOf(party: Party, at: Instant, directory: Directory): string {
  const person =
    directory.personOf(party, at)?.person ??
    (party.system === 'hr' || party.system === 'crm' ? { system: party.system, ref: party.ref } : undefined);
  const known =
    person === undefined
      ? undefined
      : person.system === 'hr'
        ? directory.employeeName(person.ref, at)
        : directory.customerName(person.ref, at);
  return known ?? party.name ?? party.ref;
}
