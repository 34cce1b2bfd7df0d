import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { runVerify } from './run-verify.ts';
import { Verdict } from './verdict.tsx';
import { VerifyFailure } from './verify-failure.tsx';
import './verify-page.css';

function FileField(props: {
  readonly label: string;
  readonly note?: string;
  readonly accept: string;
  readonly choose: (file: File | undefined) => void;
}) {
  const id = useId();
  const { t } = useWords();
  const [name, setName] = useState<string>();
  return (
    <div className="file-field">
      <span className="file-label">{props.label}</span>
      <label className="file-choose" htmlFor={id}>
        <input
          id={id}
          type="file"
          accept={props.accept}
          aria-label={props.label}
          onChange={(event) => {
            const file = event.target.files?.[0];
            setName(file?.name);
            props.choose(file);
          }}
        />
        <span>{name ? t('verify.chosen', { name }) : t('verify.choose')}</span>
      </label>
      {props.note && <p>{props.note}</p>}
    </div>
  );
}

async function verifyFiles(zip: File, trust: File | undefined) {
  const bytes = new Uint8Array(await zip.arrayBuffer());
  if (!trust) return runVerify(bytes, undefined);
  const text = await trust.text();
  try {
    return runVerify(bytes, JSON.parse(text));
  } catch (error) {
    return { ok: false, at: 'trust', why: String(error) } as const;
  }
}

/** Verifies any package with any trust file, signed in or not; nothing leaves the browser. */
export function VerifyPage() {
  const { t } = useWords();
  const [zip, setZip] = useState<File>();
  const [trust, setTrust] = useState<File>();
  const verify = useMutation({ mutationFn: (chosen: File) => verifyFiles(chosen, trust) });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (zip) verify.mutate(zip);
  };
  const answer = verify.data;
  return (
    <div className="verify">
      <header className="page-head">
        <h1>{t('verify.title')}</h1>
        <p>{t('verify.lead')}</p>
        <p>
          <a href="/api/v1/verifier" download>
            {t('verify.page')}
          </a>
        </p>
      </header>
      <form className="verify-form" onSubmit={onSubmit}>
        <FileField label={t('verify.zip')} accept=".zip,application/zip" choose={setZip} />
        <FileField
          label={t('verify.trust')}
          note={t('verify.trustNote')}
          accept=".json,application/json"
          choose={setTrust}
        />
        <Button type="primary" htmlType="submit" disabled={!zip} loading={verify.isPending}>
          {t('verify.run')}
        </Button>
      </form>
      {verify.error && <Problem error={verify.error} />}
      {answer && !answer.ok && <VerifyFailure answer={answer} />}
      {answer?.ok && <Verdict verified={answer} />}
    </div>
  );
}
