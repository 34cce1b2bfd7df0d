import { hash } from 'node:crypto';
import { makeAccount } from '../../packages/server/src/access/accounts.ts';
import { personOf } from '../../packages/server/src/access/pseudonym.ts';
import type { Role } from '../../packages/server/src/access/roles.ts';
import { showChain, showChains } from '../../packages/server/src/chain/show.ts';
import { showFindings } from '../../packages/server/src/detect/show.ts';
import { exportChain } from '../../packages/server/src/export/export-chain.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import type { Http } from '../setup/http.ts';
import { call, operator, post } from '../setup/http.ts';

/** What a story of one employee leaves to be asked for. */
type Story = {
  readonly person: string;
  readonly employee: string;
  readonly customer: string;
  readonly finding: string;
  readonly chain: string;
  readonly packed: string;
  /** Where the chain stands as it was shown. */
  readonly shown: number;
  /** The entry of the finding, and one that has a file. */
  readonly entry: number;
  readonly filed: number;
  /** The delivery that brought the latter, and nothing else. */
  readonly delivery: number;
};

/** Everything the rows ask for: a story (E001) that stands open, and one (E002) that is walled off from whoever asks. */
export type Thing = {
  readonly own: Story;
  readonly walled: Story;
  readonly sha256: string;
  readonly imported: string;
  readonly account: string;
  readonly me: string;
  readonly role: Role;
};

const MEDIA = 'a picture of a receipt';

export async function things(http: Http, key: string): Promise<Thing> {
  const { ledger } = http.product;
  const sha256 = hash('sha256', MEDIA);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' };
  await call(http.url, `/api/v1/blobs/${sha256}`, { method: 'PUT', headers, body: MEDIA });
  const filed = (ref: string) => ({
    v: 1,
    kind: 'document',
    source: 'outside-feed',
    externalId: `receipt-${ref}`,
    occurredAt: '2026-03-06T10:00:00+08:00',
    basis: 'work-system',
    body: { type: 'screenshot', about: [{ system: 'hr', ref }], title: '收据' },
    media: [{ name: 'receipt.png', mediaType: 'image/png', sizeBytes: MEDIA.length, sha256, path: 'receipt.png' }],
  });
  const firstOf = async (ref: string): Promise<number> =>
    Number((await post(http.url, 'outside-feed', key, JSON.stringify(filed(ref)))).json().from);
  const [mine, theirs] = [await firstOf('E001'), await firstOf('E002')];
  await bringUp(http.product);
  const integrator = await http.session(['integrator']);
  const opened = await call(http.url, '/api/v1/imports', {
    method: 'POST',
    headers: { cookie: integrator, 'content-type': 'application/json' },
    body: '{}',
  });
  const account = await makeAccount(ledger, operator, { login: 'somebody', name: 'Somebody' }, 'command-line');
  const story = async (ref: string, at: number): Promise<Story> => {
    const all = await showFindings(ledger, operator, { limit: 200, rule: undefined, after: undefined });
    const found = all.find(({ employee }) => employee.ref === ref);
    const chain = (await showChains(ledger, operator, 'weak')).find(({ employee }) => employee.ref === ref);
    const made = await exportChain(http.product, operator, chain?.id ?? '', 'internal-report');
    return {
      person: personOf(ledger, ref),
      employee: ref,
      customer: chain?.customers[0]?.ref ?? '',
      finding: found?.id ?? '',
      chain: chain?.id ?? '',
      packed: made.id,
      shown: (await showChain(ledger, operator, chain?.id ?? '')).reconstruction.index,
      entry: found?.entries[0]?.index ?? -1,
      filed: at,
      delivery: at - 1,
    };
  };
  return {
    own: await story('E001', mine),
    walled: await story('E002', theirs),
    ...{
      sha256,
      imported: String(opened.json().id),
      account,
      me: '',
      role: 'employee',
    },
  };
}
