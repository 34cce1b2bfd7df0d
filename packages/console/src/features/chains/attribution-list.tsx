import { Button } from 'antd';
import { useState } from 'react';
import { useAttribution } from '../../api/queries.ts';
import type { AttributionFile } from '../../api/types.ts';
import { dayOf } from '../../ui/day.ts';
import { Section } from '../../ui/section.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { EntryLinks } from './link-list.tsx';
import './attribution-list.css';

function Account({ file }: { readonly file: AttributionFile }) {
  const { t, w } = useWords();
  const { handle, items, missing } = file;
  return (
    <li className="account">
      <h3>
        <span className="account-system">{wordFor(w.system, handle.system)}</span> {handle.ref}
        {handle.name !== undefined && <span className="account-name">{handle.name}</span>}
        <span className="account-standing">{w.attribution.standing[file.standing]}</span>
      </h3>
      <p className="account-used">{t('attribution.used', { from: dayOf(file.from), to: dayOf(file.to) })}</p>
      <p lang="zh-CN">{file.says}</p>
      <ul lang="zh-CN">
        {items.map((item) => (
          <li key={item.kind + item.says}>
            {item.says}
            <EntryLinks entries={item.entries} />
          </li>
        ))}
      </ul>
      <h4>{t('attribution.missing')}</h4>
      {missing.length === 0 && <p>{t('attribution.missingNone')}</p>}
      <ul lang="zh-CN">
        {missing.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </li>
  );
}

/** 账号归属 of a chain. It is read when it is asked for, since reading it is registered. */
export function AttributionList({ chainId }: { readonly chainId: string }) {
  const { t } = useWords();
  const [isAsked, setAsked] = useState(false);
  const { data, error, refetch } = useAttribution(chainId, isAsked);
  return (
    <Section id="attribution" title={t('attribution.title')} lead={t('attribution.lead')}>
      {!isAsked && (
        <p>
          <Button onClick={() => setAsked(true)}>{t('attribution.open')}</Button>{' '}
          <span className="account-used">{t('attribution.openNote')}</span>
        </p>
      )}
      {error && <Problem error={error} retry={refetch} />}
      {isAsked && !data && !error && <Loading />}
      {data?.items.length === 0 && <p>{t('attribution.none')}</p>}
      <ul className="accounts">
        {data?.items.map((file) => (
          <Account key={`${file.handle.system}:${file.handle.realm ?? ''}:${file.handle.ref}`} file={file} />
        ))}
      </ul>
    </Section>
  );
}
