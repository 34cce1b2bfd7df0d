import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Wall } from '../../api/access-types.ts';
import { useSetWall, useWalls } from '../../api/protections.ts';
import { useMay } from '../../api/session.ts';
import { useAccountName } from '../../ui/account-name.ts';
import { AccountField, isAccountId } from '../../ui/account-select.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Field } from '../../ui/form.tsx';
import { ProposeDialog } from '../../ui/propose-dialog.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords, wordFor } from '../../words/words.ts';

function SetWall({ close }: { readonly close: () => void }) {
  const { t } = useWords();
  const set = useSetWall();
  const [account, choose] = useState('');
  const [employee, setEmployee] = useState('');
  return (
    <ReasonDialog
      title={t('holds.setTitle')}
      lead={t('holds.setLead')}
      label={t('holds.why')}
      note={t('accounts.whyNote')}
      least={5}
      ok={t('holds.setSubmit')}
      isReady={isAccountId(account) && employee.trim() !== ''}
      doing={set}
      onOk={(why) => set.mutate({ account, employee: employee.trim(), why }, { onSuccess: close })}
      close={close}
    >
      <AccountField value={account} choose={choose} />
      <Field label={t('holds.setEmployee')}>
        {(id) => (
          <Input id={id} maxLength={256} value={employee} onChange={(event) => setEmployee(event.target.value)} />
        )}
      </Field>
    </ReasonDialog>
  );
}

function Row({ wall }: { readonly wall: Wall }) {
  const { t, w } = useWords();
  const may = useMay();
  const nameOf = useAccountName();
  const [isAsking, ask] = useState(false);
  return (
    <li className="row">
      <dl className="row-facts">
        <Fact label={t('holds.wallAccount')}>{nameOf(wall.account)}</Fact>
        <Fact label={t('holds.wallPerson')}>{wall.label}</Fact>
        <Fact label={t('holds.wallWhy')}>{wordFor(w.holds.wallBy, wall.why)}</Fact>
      </dl>
      {wall.id !== null && may('wall.lift.propose') && (
        <div className="row-actions">
          <Button onClick={() => ask(true)}>{t('holds.lift')}</Button>
        </div>
      )}
      {isAsking && wall.id !== null && (
        <ProposeDialog
          kind="wall.lift"
          title={t('holds.liftTitle')}
          lead={t('holds.liftLead')}
          payload={{ wall: wall.id }}
          close={() => ask(false)}
        />
      )}
    </li>
  );
}

function Listed() {
  const { t } = useWords();
  const { data, error, refetch } = useWalls();
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Loading />;
  if (data.walls.length === 0) return <p className="quiet">{t('holds.wallsNone')}</p>;
  return (
    <ul className="rows">
      {data.walls.map((wall) => (
        <Row key={`${wall.id} ${wall.account} ${wall.person} ${wall.why}`} wall={wall} />
      ))}
    </ul>
  );
}

/** 回避: which account never sees whom, and why. */
export function Walls() {
  const { t } = useWords();
  const may = useMay();
  const [isSetting, setSetting] = useState(false);
  return (
    <Section id="walls" title={t('holds.walls')} lead={t('holds.wallsLead')}>
      {may('wall.set') && (
        <div className="bar-row">
          <Button onClick={() => setSetting(true)}>{t('holds.set')}</Button>
        </div>
      )}
      {may('account.read') && <Listed />}
      {isSetting && <SetWall close={() => setSetting(false)} />}
    </Section>
  );
}
