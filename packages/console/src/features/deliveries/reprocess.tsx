import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { type useDeliveryActs, useMappings } from '../../api/intake.ts';
import { Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';

type Acts = ReturnType<typeof useDeliveryActs>['reprocess'];

/** Reads what was set aside once more, by the format as it is now or by a mapping. */
export function Reprocess({ reprocess }: { readonly reprocess: Acts }) {
  const { t } = useWords();
  const id = useId();
  const [name, setName] = useState<string>();
  const { data } = useMappings();
  const options = (data?.mappings ?? []).map((mapping) => ({
    value: mapping.name,
    label: `${mapping.title || mapping.name} (${mapping.name})`,
  }));
  return (
    <div className="reprocess">
      <p className="quiet">{t('deliveries.reprocessNote')}</p>
      <label htmlFor={id}>{t('deliveries.reprocessMapping')}</label>
      <div className="reprocess-form">
        <Select
          id={id}
          className="reprocess-mapping"
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder={t('deliveries.reprocessAuto')}
          value={name ?? null}
          options={options}
          onChange={(chosen) => setName(chosen ?? undefined)}
        />
        <Button
          loading={reprocess.isPending}
          onClick={() => reprocess.mutate(name === undefined ? undefined : { name })}
        >
          {reprocess.isPending ? t('deliveries.reprocessing') : t('deliveries.reprocess')}
        </Button>
      </div>
      {reprocess.error && <Problem error={reprocess.error} />}
      {reprocess.data && (
        <p className="reprocess-done" role="status">
          {t('deliveries.reprocessed', reprocess.data)}
        </p>
      )}
    </div>
  );
}
