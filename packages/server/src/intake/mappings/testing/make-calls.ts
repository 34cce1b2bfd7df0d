import { quoted } from './made-bill.ts';
import type { MadeRecord, MadeTable, TableMaker } from './made-table.ts';
import type { Random } from './random.ts';
import { digits, inChina, moment } from './random.ts';

type Number = { readonly text: string; readonly party: object; readonly inside: boolean };

function numberOf(random: Random, realm: string): Number {
  const mobile = `13${digits(random, 9)}`;
  const phone = (ref: string) => ({ system: 'phone', ref });
  return random.pick<() => Number>([
    () => ({
      text: random.pick([mobile, `+86${mobile}`, `0086${mobile}`, `0${mobile}`]),
      party: phone(`+86${mobile}`),
      inside: false,
    }),
    () => ({ text: '+14155550100', party: phone('+14155550100'), inside: false }),
    () => ({ text: '02088886666', party: phone('+862088886666'), inside: false }),
    () => ({ text: '95588', party: { ...phone('95588'), realm }, inside: true }),
    () => ({ text: '8001', party: { ...phone('8001'), realm }, inside: true }),
  ])();
}

type Call = {
  readonly from: Number;
  readonly to: Number;
  readonly at: string;
  readonly seconds: number;
  readonly answered: boolean;
  readonly id: string;
};

function callOf(random: Random, realm: string): Call {
  const answered = random.chance(70);
  return {
    from: numberOf(random, realm),
    to: numberOf(random, realm),
    at: moment(random),
    seconds: answered ? random.int(1, 7200) : 0,
    answered,
    id: `${digits(random, 8)}-1111-2222-3333-${digits(random, 12)}`,
  };
}

const recordOf = ({ from, to, at, seconds, answered }: Call): MadeRecord => ({
  kind: 'call',
  at: inChina(at),
  body: { from: from.party, to: to.party, direction: from.inside ? 'out' : 'in', seconds, answered },
});

function made(fileName: string, calls: readonly Call[], text: string): MadeTable {
  return { fileName, bytes: Buffer.from(text), expected: calls.map((call) => [recordOf(call)]) };
}

const callsOf = (random: Random, rows: number, realm: string) =>
  Array.from({ length: rows }, () => callOf(random, realm));

/** `Master.csv` of Asterisk: no header, texts quoted and numbers bare, 16 to 18 columns. */
export const makeAsterisk: TableMaker = (random, rows) => {
  const calls = callsOf(random, rows, 'asterisk');
  const width = random.pick([16, 17, 18]);
  const lines = calls.map(({ from, to, at, seconds, answered, id }) => {
    const channels = ['SIP/8001-00000001', 'SIP/trunk-00000002', 'Dial', 'SIP/trunk/1,60,tT'];
    const head = [
      '',
      from.text,
      to.text,
      'from-internal',
      `"${from.text}" <${from.text}>`,
      ...channels,
      at,
      answered ? at : '',
      at,
    ];
    const tail = [quoted(answered ? 'ANSWERED' : 'NO ANSWER'), quoted('DOCUMENTATION'), quoted(id), quoted('')];
    return [...head.map(quoted), String(seconds + 4), String(seconds), ...tail].slice(0, width).join(',');
  });
  return made('Master.csv', calls, lines.map((line) => `${line}\n`).join(''));
};

/** The `example` template of FreeSWITCH's mod_cdr_csv: fifteen quoted cells, no header. */
export const makeFreeswitchCsv: TableMaker = (random, rows) => {
  const calls = callsOf(random, rows, 'freeswitch');
  const lines = calls.map(({ from, to, at, seconds, answered, id }) =>
    [
      '张三',
      from.text,
      to.text,
      'default',
      at,
      answered ? at : '',
      at,
      String(seconds + 4),
      String(seconds),
      answered ? 'NORMAL_CLEARING' : 'NO_ANSWER',
      id,
      '',
      '',
      'PCMA',
      'PCMA',
    ]
      .map(quoted)
      .join(','),
  );
  return made('Master.csv', calls, lines.map((line) => `${line}\n`).join(''));
};

const document = ({ from, to, at, seconds, answered, id }: Call) => {
  const start = String(inChina(at) / 1000);
  return {
    'core-uuid': id,
    switchname: 'pbx',
    channel_data: { state: 'CS_REPORTING', direction: 'inbound' },
    variables: {
      uuid: id,
      direction: 'inbound',
      start_stamp: at.replaceAll(':', '%3A').replace(' ', '%20'),
      start_epoch: start,
      answer_epoch: answered ? start : '0',
      billsec: String(seconds),
    },
    callflow: [
      {
        caller_profile: {
          caller_id_number: from.text.replace('+', '%2B'),
          destination_number: to.text.replace('+', '%2B'),
        },
      },
    ],
  };
};

/** mod_json_cdr's documents in a list, their values URL-encoded. */
export const makeFreeswitchJson: TableMaker = (random, rows) => {
  const calls = callsOf(random, rows, 'freeswitch');
  return made('cdr.json', calls, JSON.stringify(calls.map(document), null, random.pick([0, 2])));
};

/** The same documents, one a line. */
export const makeFreeswitchNdjson: TableMaker = (random, rows) => {
  const calls = callsOf(random, rows, 'freeswitch');
  return made('cdr.ndjson', calls, calls.map((call) => `${JSON.stringify(document(call))}\n`).join(''));
};
