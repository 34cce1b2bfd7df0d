import type { Party } from '../kernel/party.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { Instant, Precision } from '../kernel/time.ts';
import type { Ledger } from '../ledger/ledger.ts';
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

/** The message at `spot` among its neighbours in the conversation; alone where there is no conversation. */
export async function messagesAround(
  tx: Tx,
  ledger: Ledger,
  { directory }: World,
  spot: { readonly logId: number; readonly index: number },
): Promise<readonly Message[]> {
  const [focus] = await factsAt(tx, ledger, [spot]);
  if (focus === undefined) return [];
  const conversation = conversationOf(focus.record);
  const near =
    conversation === undefined || focus.record.kind !== 'chat'
      ? [spot]
      : await peopleStore.spotsAround(
          tx,
          conversationMac(ledger, conversation),
          { ...spot, at: focus.record.occurredAt },
          BEFORE,
          AFTER,
        );
  const findings = await store.findingsAt(tx, ledger, near);
  const facts = (await factsAt(tx, ledger, near)).toSorted(
    (a, b) => a.record.occurredAt - b.record.occurredAt || a.index - b.index,
  );
  return facts.flatMap(
    (fact) => messageOf(fact, directory, findings, fact.index === focus.index && fact.log === focus.log) ?? [],
  );
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
