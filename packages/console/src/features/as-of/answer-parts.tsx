import type { CustomerAsOf, PersonAsOf } from '../../api/as-of.ts';
import { Fact } from '../../ui/fact.tsx';
import { Section } from '../../ui/section.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';
import { Entries } from './holdings.tsx';

type Answer = CustomerAsOf | PersonAsOf;

/** As of when and as known when, and how much of it is held back. */
export function AnswerHead({ title, answer }: { readonly title: string; readonly answer: Answer }) {
  const { t } = useWords();
  return (
    <header className="as-of-head">
      <h2>{title}</h2>
      <dl className="row-facts">
        <Fact label={t('asOf.at')}>
          <Time at={answer.at} />
        </Fact>
        <Fact label={t('asOf.known')}>{answer.known === null ? t('asOf.knownNow') : <Time at={answer.known} />}</Fact>
      </dl>
      {answer.withheld > 0 && <p role="status">{t('asOf.withheld', { count: answer.withheld })}</p>}
    </header>
  );
}

/** What the answer cannot say, so that silence is not read as a no. */
export function Limits({ limits }: { readonly limits: readonly string[] }) {
  const { t } = useWords();
  return (
    <Section id="as-of-limits" title={t('asOf.limits')}>
      <ul className="as-of-limits" lang="zh-CN">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </Section>
  );
}

export type Differing = {
  readonly name: string;
  readonly was: string;
  readonly is: string;
  readonly arrived: CustomerAsOf['differences'][number]['arrived'];
};

/** What was known otherwise then, each with what came into the ledger in between. */
export function Differences({ known, lines }: { readonly known: number | null; readonly lines: readonly Differing[] }) {
  const { t } = useWords();
  if (known === null) return null;
  return (
    <Section id="as-of-differences" title={t('asOf.differences')}>
      {lines.length === 0 && <p className="quiet">{t('asOf.differencesNone')}</p>}
      {lines.length > 0 && (
        <ul className="rows">
          {lines.map(({ name, was, is, arrived }) => (
            <li key={name} className="row">
              <div className="row-head">
                <h3>{name}</h3>
              </div>
              <p>{t('asOf.fromTo', { was, is })}</p>
              {arrived.length === 0 && <p>{t('asOf.arrivedNone')}</p>}
              {arrived.map(({ entry, recordedAt }) => (
                <p key={`${entry.log}:${entry.index}`}>
                  {t('asOf.arrived')} <Time at={recordedAt} /> <Entries entries={[entry]} />
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
