import type { EpochShown } from '../../api/types.ts';
import { Fact } from '../../ui/fact.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';

/** One epoch: when it was made by our own clock, and who attested it when. */
export function EpochRow({ epoch: { epoch, at, receipts, coveredBy } }: { readonly epoch: EpochShown }) {
  const { t } = useWords();
  return (
    <li className="row epoch-row" data-epoch={epoch}>
      <div className="row-head">
        <h3>{t('custodians.epoch', { epoch })}</h3>
        <span className="row-quiet">
          <Time at={at} /> {t('entry.recordedAtNote')}
        </span>
      </div>
      {receipts.length > 0 && (
        <dl className="row-facts">
          {receipts.map((receipt) => (
            <Fact key={receipt.custodian} label={t('custodians.attested', { custodian: receipt.custodian })}>
              {receipt.at === null ? t('custodians.noTime') : <Time at={receipt.at} />}
            </Fact>
          ))}
        </dl>
      )}
      {receipts.length === 0 && (
        <p className="quiet">
          {coveredBy === null ? t('custodians.pending') : t('custodians.covered', { epoch: coveredBy })}
        </p>
      )}
    </li>
  );
}
