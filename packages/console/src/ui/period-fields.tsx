import { Input } from 'antd';
import { useWords } from '../words/words.ts';
import { FieldGroup } from './form.tsx';

/** The first and last day of a period; either may be left open. */
export function PeriodFields(props: {
  readonly label: string;
  readonly first: string;
  readonly last: string;
  readonly set: (first: string, last: string) => void;
}) {
  const { t } = useWords();
  const { label, first, last } = props;
  return (
    <FieldGroup label={label}>
      <div className="form-pair">
        <Input
          type="date"
          aria-label={`${label} ${t('common.from')}`}
          value={first}
          onChange={(event) => props.set(event.target.value, last)}
        />
        <Input
          type="date"
          aria-label={`${label} ${t('common.to')}`}
          value={last}
          onChange={(event) => props.set(first, event.target.value)}
        />
      </div>
    </FieldGroup>
  );
}
