import { TeamOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Seer } from '../../api/access-types.ts';
import { type SeenKind, useSeers } from '../../api/oversight.ts';
import { useMay } from '../../api/session.ts';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { useBecause } from './because.ts';
import '../../ui/rows.css';

function Listed({ seers, title }: { readonly seers: readonly Seer[]; readonly title: string }) {
  const { t, w } = useWords();
  const because = useBecause();
  return (
    <>
      <h3 className="row-title">{title}</h3>
      {seers.length === 0 && <p className="quiet">{t('matrix.whoNobody')}</p>}
      {seers.length > 0 && (
        <ul className="rows">
          {seers.map((seer) => (
            <li key={seer.id} className="row seer">
              <strong>{seer.name}</strong>
              <span className="row-quiet">{seer.because.map(because).join(w.common.semicolon)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Account by account, who sees a thing and why. */
export function Seers({ kind, id }: { readonly kind: SeenKind; readonly id: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useSeers(kind, id);
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Loading />;
  const [seeing, not] = [data.accounts.filter(({ sees }) => sees), data.accounts.filter(({ sees }) => !sees)];
  return (
    <div className="form" data-testid="seers">
      <Listed seers={seeing} title={t('matrix.whoSees', { count: seeing.length })} />
      <Listed seers={not} title={t('matrix.whoNot', { count: not.length })} />
    </div>
  );
}

/** The same, asked from the page of the thing itself. */
export function WhoSeesButton({ kind, id }: { readonly kind: SeenKind; readonly id: string }) {
  const { t } = useWords();
  const may = useMay();
  const [isOpen, open] = useState(false);
  if (!may('account.read')) return null;
  return (
    <>
      <Button icon={<TeamOutlined />} onClick={() => open(true)}>
        {t('matrix.who')}
      </Button>
      {isOpen && (
        <Modal open title={t('matrix.who')} footer={null} onCancel={() => open(false)}>
          <Seers kind={kind} id={id} />
        </Modal>
      )}
    </>
  );
}
