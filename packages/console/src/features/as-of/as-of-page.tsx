import { useState } from 'react';
import type { AskedAsOf } from '../../api/as-of.ts';
import { Ground } from '../../ui/ground.tsx';
import { useWords } from '../../words/words.ts';
import { AsOfForm } from './as-of-form.tsx';
import { CustomerAnswer } from './customer-answer.tsx';
import { Asked } from './holdings.tsx';
import { PersonAnswer } from './person-answer.tsx';
import '../../ui/rows.css';
import './as-of.css';

function Answer({ asked }: { readonly asked: AskedAsOf }) {
  const answer = asked.of === 'customer' ? <CustomerAnswer asked={asked} /> : <PersonAnswer asked={asked} />;
  const { ground } = asked;
  return (
    <Asked value={asked}>
      {ground === undefined || ground === 'urgent' ? answer : <Ground of={ground}>{answer}</Ground>}
    </Asked>
  );
}

/** Whether an address asks a whole question that needs no reason to be typed. */
const isWhole = (given: Partial<AskedAsOf>): given is AskedAsOf =>
  given.of !== undefined && given.ref !== undefined && given.at !== undefined && given.ground !== undefined;

/** 某日归属与权限: asked by the address, or by what is typed. */
export function AsOfPage({ given }: { readonly given: Partial<AskedAsOf> }) {
  const { t } = useWords();
  const [asked, ask] = useState<AskedAsOf | undefined>(isWhole(given) ? given : undefined);
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('asOf.title')}</h1>
        <p>{t('asOf.lead')}</p>
      </header>
      <AsOfForm given={given} ask={ask} />
      {asked !== undefined && <Answer key={JSON.stringify(asked)} asked={asked} />}
    </div>
  );
}
