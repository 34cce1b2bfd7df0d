import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/session.ts';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/words.ts';
import { DestroyDialog } from './destroy-dialog.tsx';
import { RelationDialog } from './relation-dialog.tsx';

/** Acts that have no page of their own to be proposed on. */
export function MoreActs() {
  const { t } = useWords();
  const may = useMay();
  const [asking, ask] = useState<'relation' | 'destroy'>();
  const [relation, destroy] = [may('relation.propose'), may('key.destroy.propose')];
  if (!relation && !destroy) return null;
  const close = () => ask(undefined);
  return (
    <Section id="acts-more" title={t('acts.more')}>
      <div className="form-actions">
        {relation && <Button onClick={() => ask('relation')}>{t('acts.relation')}</Button>}
        {destroy && <Button onClick={() => ask('destroy')}>{t('acts.destroy')}</Button>}
      </div>
      {asking === 'relation' && <RelationDialog close={close} />}
      {asking === 'destroy' && <DestroyDialog close={close} />}
    </Section>
  );
}
