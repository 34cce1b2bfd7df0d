import { Button } from 'antd';
import { useState } from 'react';
import type { Act, Decision } from '../../api/access-types.ts';
import { useDecide } from '../../api/acts.ts';
import { useRoleName } from '../../ui/account-name.ts';
import { Fact } from '../../ui/fact.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';
import { useAsks } from './asks.ts';

function Decide(props: { readonly act: Act; readonly decision: Decision; readonly close: () => void }) {
  const { t, w } = useWords();
  const { act, decision, close } = props;
  const decide = useDecide();
  const [heading = ''] = useAsks(act);
  const isConfirm = decision === 'confirmed';
  const titles = {
    confirmed: 'acts.confirmTitle',
    refused: 'acts.refuseTitle',
    withdrawn: 'acts.withdrawTitle',
  } as const;
  const oks = { confirmed: 'acts.confirm', refused: 'acts.refuse', withdrawn: 'acts.withdraw' } as const;
  return (
    <ReasonDialog
      title={t(titles[decision], { title: w.actKind[act.kind] })}
      lead={isConfirm ? t('acts.confirmNote') : undefined}
      label={isConfirm ? t('acts.decisionReasonMay') : t('acts.decisionReason')}
      least={isConfirm ? 0 : 1}
      ok={t(oks[decision])}
      doing={decide}
      onOk={(reason) => decide.mutate({ id: act.id, decision, reason }, { onSuccess: close })}
      close={close}
    >
      <p className="row-title">{heading}</p>
    </ReasonDialog>
  );
}

function Actions({ act }: { readonly act: Act }) {
  const { t } = useWords();
  const [decision, choose] = useState<Decision>();
  if (!act.mayDecide && !act.mayWithdraw) return null;
  return (
    <div className="row-actions">
      {act.mayDecide && (
        <Button type="primary" onClick={() => choose('confirmed')}>
          {t('acts.confirm')}
        </Button>
      )}
      {act.mayDecide && <Button onClick={() => choose('refused')}>{t('acts.refuse')}</Button>}
      {act.mayWithdraw && <Button onClick={() => choose('withdrawn')}>{t('acts.withdraw')}</Button>}
      {decision && <Decide act={act} decision={decision} close={() => choose(undefined)} />}
    </div>
  );
}

function Facts({ act }: { readonly act: Act }) {
  const { t, w } = useWords();
  const roleName = useRoleName();
  return (
    <dl className="row-facts">
      <Fact label={t('acts.proposedAt')}>
        <Time at={act.at} />
      </Fact>
      {act.state === 'open' && (
        <Fact label={t('acts.until')}>
          <Time at={act.expiresAt} />
        </Fact>
      )}
      {act.decidedAt !== null && (
        <Fact label={w.actState[act.state]}>
          {t('acts.decidedBy', { name: act.deciderName ?? '', role: roleName(act.deciderRole ?? '') })}{' '}
          <Time at={act.decidedAt} />
        </Fact>
      )}
      <Fact label={t('acts.entry')}>
        #{act.index}
        {act.decidedIndex !== null && `, #${act.decidedIndex}`}
      </Fact>
    </dl>
  );
}

/** One act: what is asked for in plain words, who asked under which role and why, and what became of it. */
export function ActRow({ act }: { readonly act: Act }) {
  const { t, w } = useWords();
  const roleName = useRoleName();
  const [heading, ...more] = useAsks(act);
  return (
    <li className="row act" data-act={act.id} data-kind={act.kind} data-state={act.state}>
      <div className="row-head">
        <Tag>{w.actKind[act.kind]}</Tag>
        <span className={act.state === 'open' ? '' : 'row-quiet'}>{w.actState[act.state]}</span>
      </div>
      <h3 className="row-title">{heading}</h3>
      {more.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>
        {t('acts.proposedBy', { name: act.proposerName, role: roleName(act.proposerRole) })}
        {w.common.colon}
        {act.reason}
      </p>
      <Facts act={act} />
      <Actions act={act} />
    </li>
  );
}
