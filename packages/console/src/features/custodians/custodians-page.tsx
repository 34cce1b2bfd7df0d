import { ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCustodians } from '../../api/queries.ts';
import type { CustodianList } from '../../api/types.ts';
import { Section } from '../../ui/section.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { CustodianRow } from './custodian-row.tsx';
import { EpochRow } from './epoch-row.tsx';
import '../../ui/rows.css';
import './custodians.css';

const example = '[{"kind": "rfc3161", "name": "tsa-1", "url": "https://tsa.example.cn/", "root": "tsa-1.pem"}]';

function Listed({ list }: { readonly list: CustodianList }) {
  const { t } = useWords();
  const { custodians, epochs, now } = list;
  return (
    <>
      {custodians.length === 0 ? (
        <Empty title={t('custodians.empty')} next={t('custodians.emptyNext')}>
          <pre className="custodians-example">{example}</pre>
        </Empty>
      ) : (
        <Section id="custodians" title={t('custodians.list')}>
          <ul className="rows">
            {custodians.map((custodian) => (
              <CustodianRow key={custodian.name} custodian={custodian} now={now} />
            ))}
          </ul>
        </Section>
      )}
      <Section id="epochs" title={t('custodians.epochs')} lead={t('custodians.epochsLead')}>
        {epochs.length === 0 && <p className="quiet">{t('custodians.epochsNone')}</p>}
        {epochs.length > 0 && (
          <ul className="rows">
            {epochs.map((epoch) => (
              <EpochRow key={epoch.epoch} epoch={epoch} />
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

/** 时间戳服务机构／存证机构: who attests our heads from outside, how it goes with each, and what they attested. */
export function CustodiansPage() {
  const { t } = useWords();
  const { data, error, refetch, isFetching } = useCustodians();
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('custodians.title')}</h1>
        <p>{t('custodians.lead')}</p>
        <Button icon={<ReloadOutlined />} loading={isFetching} onClick={() => void refetch()}>
          {t('custodians.refresh')}
        </Button>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && <Listed list={data} />}
    </div>
  );
}
