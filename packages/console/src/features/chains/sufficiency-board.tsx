import { Select } from 'antd';
import { useState } from 'react';
import type { Board, GroundHeld } from '../../api/types.ts';
import { Field } from '../../ui/form.tsx';
import { useWords } from '../../words/words.ts';
import { ElementCard } from './element-card.tsx';
import './tier-board.css';
import './sufficiency-board.css';

const tiers = ['basic', 'core', 'process'] as const;

function GroundField(props: {
  readonly board: Board;
  readonly chosen: string;
  readonly choose: (ground: string) => void;
}) {
  const { t } = useWords();
  const { board, chosen, choose } = props;
  const groups: readonly (readonly [string, (ground: GroundHeld) => boolean])[] = [
    [t('sufficiency.applies'), ({ applies, byCounsel }) => applies && !byCounsel],
    [t('sufficiency.byCounsel'), ({ applies, byCounsel }) => applies && byCounsel],
    [t('sufficiency.notApplies'), ({ applies }) => !applies],
  ];
  const options = groups.map(([label, isIn]) => ({
    label,
    options: board.grounds.filter(isIn).map(({ ground, title, article, open }) => ({
      value: ground,
      label: t('sufficiency.openOf', { title, article, count: open }),
    })),
  }));
  return (
    <div className="elements-choice">
      <Field label={t('sufficiency.ground')}>
        {(id) => (
          <Select
            virtual={false}
            id={id}
            value={chosen}
            options={options.filter((group) => group.options.length > 0)}
            onChange={choose}
          />
        )}
      </Field>
    </div>
  );
}

function TierOfElements({ tier, held }: { readonly tier: (typeof tiers)[number]; readonly held: GroundHeld }) {
  const { t, w } = useWords();
  const elements = held.elements.filter((element) => element.tier === tier);
  return (
    <section className="tier" aria-labelledby={`elements-${tier}`}>
      <header>
        <h3 id={`elements-${tier}`}>{w.tier[tier]}</h3>
      </header>
      {elements.length === 0 && <p className="element">{t('sufficiency.none')}</p>}
      <ul className="element-list">
        {elements.map((element) => (
          <ElementCard key={element.id} element={element} />
        ))}
      </ul>
    </section>
  );
}

/** 要素核对: the elements of one legal ground, tier by tier. It compares material with a list and concludes nothing. */
export function SufficiencyBoard({ board }: { readonly board: Board }) {
  const { t } = useWords();
  const first = board.fewestOpen[0] ?? board.grounds.find(({ applies }) => applies)?.ground ?? '';
  const [chosen, choose] = useState(first);
  const held = board.grounds.find(({ ground }) => ground === chosen) ?? board.grounds[0];
  if (held === undefined) return null;
  return (
    <>
      <p className="elements-says" lang="zh-CN">
        {board.says}
      </p>
      <GroundField board={board} chosen={held.ground} choose={choose} />
      <p className="elements-says" lang="zh-CN">
        {held.note}
        {held.summary}
      </p>
      <p className="elements-note">{t('sufficiency.version', { version: held.version })}</p>
      <div className="tiers elements">
        {tiers.map((tier) => (
          <TierOfElements key={tier} tier={tier} held={held} />
        ))}
      </div>
    </>
  );
}
