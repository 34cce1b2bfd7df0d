import { tokenOf } from '@zhenglian/proof';
import type { ReceiptRow } from '../deposit/receipt-store.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Stamp } from './cms.ts';
import type { Signer } from './signer.ts';

/** The signer with those authorities alone that just answered: one that is down is not waited for again. */
export const answering = (signer: Signer, attested: readonly ReceiptRow[]): Signer => ({
  ...signer,
  authorities: signer.authorities.filter(({ name }) => attested.some(({ custodian }) => custodian === name)),
});

/** Asks the authorities of a signer one after the other for a token over the signature; none where none gives one. */
export const stampBy =
  ({ authorities }: Pick<Signer, 'authorities'>): Stamp =>
  async (signature) => {
    for (const authority of authorities) {
      try {
        return tokenOf((await authority.deposit(signature)).response);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    return undefined;
  };
