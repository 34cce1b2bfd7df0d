import { useState } from 'react';
import type { HoldQuery } from '../../api/access-types.ts';
import { usePlaceHold } from '../../api/protections.ts';
import { dayEnd, dayStart } from '../../ui/day.ts';
import { ListField } from '../../ui/list-field.tsx';
import { PeriodFields } from '../../ui/period-fields.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';

type Given = {
  readonly employees: readonly string[];
  readonly sources: readonly string[];
  readonly first: string;
  readonly last: string;
};

function queryOf({ employees, sources, first, last }: Given): HoldQuery {
  const [from, to] = [dayStart(first), dayEnd(last)];
  return {
    employees: [...employees],
    ...(sources.length > 0 && { sources: [...sources] }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** Places a hold by the exact query that it is. */
export function PlaceHold({ close }: { readonly close: () => void }) {
  const { t } = useWords();
  const place = usePlaceHold();
  const [given, give] = useState<Given>({ employees: [], sources: [], first: '', last: '' });
  return (
    <ReasonDialog
      title={t('holds.placeTitle')}
      lead={t('holds.placeLead')}
      label={t('holds.why')}
      note={t('accounts.whyNote')}
      least={5}
      ok={t('holds.placeSubmit')}
      isReady={given.employees.length > 0}
      doing={place}
      onOk={(why) => place.mutate({ query: queryOf(given), why }, { onSuccess: close })}
      close={close}
    >
      <ListField
        label={t('holds.employees')}
        note={t('holds.employeesNote')}
        values={given.employees}
        set={(employees) => give({ ...given, employees })}
      />
      <ListField
        label={t('holds.sources')}
        note={t('accounts.listNote')}
        values={given.sources}
        set={(sources) => give({ ...given, sources })}
      />
      <PeriodFields
        label={t('holds.period')}
        first={given.first}
        last={given.last}
        set={(first, last) => give({ ...given, first, last })}
      />
    </ReasonDialog>
  );
}
