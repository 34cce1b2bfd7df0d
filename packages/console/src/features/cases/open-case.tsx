import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useCaseActs } from '../../api/protections.ts';
import { useMay } from '../../api/session.ts';
import { Field } from '../../ui/form.tsx';
import { useGroundText } from '../../ui/ground-text.ts';
import { pseudonymOf } from '../../ui/pseudonym.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';

type About = { readonly person: string; readonly ground: string };

function Ask({
  person,
  ground,
  close,
  done,
}: About & { readonly close: () => void; readonly done: (id: string) => void }) {
  const { t } = useWords();
  const groundText = useGroundText();
  const { open } = useCaseActs();
  const [title, setTitle] = useState('');
  const asked = { title: title.trim(), ground, persons: [person], members: [] };
  return (
    <ReasonDialog
      title={t('cases.openTitle')}
      lead={t('cases.openLead')}
      label={t('cases.why')}
      note={t('accounts.whyNote')}
      least={5}
      ok={t('cases.openSubmit')}
      isReady={title.trim() !== ''}
      doing={open}
      onOk={(why) => open.mutate({ ...asked, why }, { onSuccess: ({ id }) => done(id) })}
      close={close}
    >
      <dl className="row-facts">
        <div>
          <dt>{t('cases.persons')}</dt>
          <dd>{pseudonymOf(person)}</dd>
        </div>
        <div>
          <dt>{t('cases.ground')}</dt>
          <dd>{groundText(ground)}</dd>
        </div>
      </dl>
      <Field label={t('cases.name')} note={t('cases.nameNote')}>
        {(id) => <Input id={id} maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />}
      </Field>
    </ReasonDialog>
  );
}

/** Opens a case about the person of a finding or chain, for those who may. */
export function OpenCaseButton({ person, ground }: { readonly person: string | null; readonly ground: string }) {
  const { t } = useWords();
  const may = useMay();
  const [isAsking, ask] = useState(false);
  const [made, setMade] = useState<string>();
  if (person === null || !may('case.open')) return null;
  if (made !== undefined)
    return (
      <p role="status">
        {t('cases.openedDone')}{' '}
        <Link to="/cases/$caseId" params={{ caseId: made }}>
          {t('cases.see')} →
        </Link>
      </p>
    );
  return (
    <>
      <Button onClick={() => ask(true)}>{t('cases.open')}</Button>
      {isAsking && <Ask person={person} ground={ground} close={() => ask(false)} done={setMade} />}
    </>
  );
}
