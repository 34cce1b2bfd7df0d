import type { Check, Verification } from '@zhenglian/proof';
import { Answer } from '../../ui/answer.tsx';
import { formatTime } from '../../ui/format-time.ts';
import { useWords, wordFor } from '../../words/words.ts';
import { countOutcomes, groupChecks, type ItemChecks, wordKeyOf, worstOf } from './group-checks.ts';
import type { Verified } from './run-verify.ts';
import './verdict.css';

function Told({ check, title }: { readonly check: Check; readonly title: string }) {
  const { t, language } = useWords();
  const open = check.outcome === 'fail' || check.outcome === 'not_checked';
  return (
    <li className="check">
      <div className="check-line">
        <span>{title}</span>
        <Answer outcome={check.outcome} />
      </div>
      {open && (
        <details className="check-because" open={language === 'en'}>
          <summary>{t('verify.because')}</summary>
          <p lang="en">{check.because}</p>
        </details>
      )}
    </li>
  );
}

function useTitle(): (check: Check) => string {
  const { w } = useWords();
  return (check) => {
    const key = wordKeyOf(check.id);
    return Object.hasOwn(w.verify.check, key) ? wordFor(w.verify.check, key) : check.title;
  };
}

/** 自 ⟨time⟩ 固定后未改变; without the time where the package does not tell one. */
function useSince(): (time: number | null | undefined) => string {
  const { t } = useWords();
  return (time) =>
    time === undefined || time === null
      ? t('verify.verdict')
      : t('verify.verdictAt', { time: formatTime(time, 'second') });
}

function Item(props: {
  readonly item: ItemChecks;
  readonly title: string | undefined;
  readonly fixedAt: number | undefined;
}) {
  const { item, title, fixedAt } = props;
  const { t } = useWords();
  const titleOf = useTitle();
  const since = useSince();
  const worst = worstOf(item.checks);
  return (
    <li>
      <details className="check-item" open={worst === 'fail'}>
        <summary>
          <span className="check-item-name">
            {title} <span className="quiet">{t('verify.item', { log: item.log, index: item.index })}</span>
          </span>
          <Answer outcome={worst} />
          <small>{since(fixedAt)}</small>
        </summary>
        <ul>
          {item.checks.map((check) => (
            <Told key={check.id} check={check} title={titleOf(check)} />
          ))}
        </ul>
      </details>
    </li>
  );
}

const nameOf = ({ log, index }: { readonly log: string; readonly index: number }) => `${log}.${index}`;

/** What the maker of the package says it leaves out and cannot prove; shown as the maker's words, in Chinese. */
function Limits({ description }: { readonly description: Verification['description'] }) {
  const { t, w } = useWords();
  if (description === null) return null;
  const { leftOut, limits } = description;
  return (
    <div className="verdict-limits">
      {limits.length > 0 && <h3>{t('verify.limits')}</h3>}
      <ul lang="zh-CN">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      {leftOut.length > 0 && <h3>{t('verify.leftOut')}</h3>}
      <ul lang="zh-CN">
        {leftOut.map(({ what, why }) => (
          <li key={what}>
            {what}
            {w.common.colon}
            {why}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The verdict in the fixed words 自 ⟨time⟩ 固定后未改变:是／否／未检验, and every check behind it. */
export function Verdict({ verified: { verification, fixedAt } }: { readonly verified: Verified }) {
  const { t, w } = useWords();
  const titleOf = useTitle();
  const since = useSince();
  const { checks, verdict } = verification;
  const { whole, items } = groupChecks(checks);
  return (
    <div className={`verdict verdict-${verdict}`} role="status">
      <p className="verdict-line">
        {since(verification.fixedAt)}
        {w.common.colon}
        <Answer outcome={verdict === 'incomplete' ? 'not_checked' : verdict} />
      </p>
      <p>{w.verify.meaning[verdict]}</p>
      <p className="verdict-small">{t('verify.counts', countOutcomes(checks))}</p>
      <p className="verdict-small">{t('verify.clock')}</p>
      <h3>{t('verify.whole')}</h3>
      <ul className="checks">
        {whole.map((check) => (
          <Told key={check.id} check={check} title={titleOf(check)} />
        ))}
      </ul>
      {items.length > 0 && <h3>{t('verify.items')}</h3>}
      <ul className="checks">
        {items.map((item) => (
          <Item
            key={nameOf(item)}
            item={item}
            title={verification.description?.items.find((each) => nameOf(each) === nameOf(item))?.title}
            fixedAt={fixedAt.get(nameOf(item))}
          />
        ))}
      </ul>
      <Limits description={verification.description} />
    </div>
  );
}
