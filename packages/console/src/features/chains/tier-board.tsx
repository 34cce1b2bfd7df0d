import type { Chain, Tier } from '../../api/types.ts';
import { useWords } from '../../words/words.ts';
import './tier-board.css';

const tiers = ['basic', 'core', 'process'] as const;
const states = [
  ['have', '✓'],
  ['weak', '△'],
  ['missing', '✕'],
  ['next', '→'],
] as const;

function Column({ name, tier }: { readonly name: (typeof tiers)[number]; readonly tier: Tier }) {
  const { t, w } = useWords();
  return (
    <section className="tier" aria-labelledby={`tier-${name}`}>
      <header>
        <h3 id={`tier-${name}`}>{w.tier[name]}</h3>
        <p className="tier-note">{w.tierNote[name]}</p>
      </header>
      {states.map(([state, mark]) => (
        <div key={state} className={`tier-part tier-${state}`}>
          <h4>
            <span className="tier-mark" aria-hidden="true">
              {mark}
            </span>
            {w.tierState[state]}
            <span className="tier-count">{tier[state].length}</span>
          </h4>
          {tier[state].length === 0 ? (
            <p className="tier-none">{t('chain.tierEmpty')}</p>
          ) : (
            <ul>
              {tier[state].map((line) => (
                <li key={line} lang="zh-CN">
                  {line}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  );
}

/** 基础 · 核心 · 流程, each as what there is, what is weak, what is missing and what to do next. */
export function TierBoard({ tiers: given }: { readonly tiers: Chain['tiers'] }) {
  return (
    <div className="tiers">
      {tiers.map((name) => (
        <Column key={name} name={name} tier={given[name]} />
      ))}
    </div>
  );
}
