import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Tried } from '../../api/access-types.ts';
import { useTryRules } from '../../api/protections.ts';
import { Field } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { SeveritySign } from '../../ui/signs.tsx';
import { splitMarks } from '../../ui/split-marks.ts';
import { Problem } from '../../ui/states.tsx';
import { Weighed } from '../../ui/weighed.tsx';
import { useWords, wordFor } from '../../words/words.ts';

type Asked = { readonly text: string; readonly speaker: 'employee' | 'outside' };

function Found({ finding }: { readonly finding: Tried['findings'][number] }) {
  const { w } = useWords();
  return (
    <li data-kind={finding.kind}>
      <strong>{wordFor(w.findingKind, finding.kind)}</strong>{' '}
      <SeveritySign severity={finding.severity as 'low' | 'medium' | 'high'} />
      <Weighed parts={finding.why} />
    </li>
  );
}

function Outcome({ text, tried }: { readonly text: string; readonly tried: Tried }) {
  const { t, w } = useWords();
  return (
    <div data-tried>
      <p>
        {splitMarks(text, tried.findings).map((piece) =>
          piece.marks.length === 0 ? (
            <span key={piece.start}>{piece.text}</span>
          ) : (
            <mark key={piece.start}>{piece.text}</mark>
          ),
        )}
      </p>
      <p>
        {t('rules.normal')} <q>{tried.normal}</q>
      </p>
      {tried.disguised.map(({ start, end, term, how }) => (
        <p key={`${start} ${term}`}>
          {t('rules.disguised', { written: text.slice(start, end), term, how: wordFor(w.spelling, how) })}
        </p>
      ))}
      {tried.findings.length === 0 ? (
        <p>{t('rules.tryNone')}</p>
      ) : (
        <ul>
          {tried.findings.map((finding) => (
            <Found key={`${finding.rule} ${finding.start}`} finding={finding} />
          ))}
        </ul>
      )}
      {tried.short.length > 0 && (
        <>
          <h3>{t('rules.short')}</h3>
          {tried.short.map((each) => (
            <div key={`${each.rule} ${each.why.map(({ why }) => why).join()}`}>
              {wordFor(w.findingKind, each.kind)}
              <Weighed parts={each.why} />
            </div>
          ))}
        </>
      )}
    </div>
  );
}

/** 试一句: how the rules read a sentence, its normal form, the words marked, and what spoke for and against. */
export function TrySentence() {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [speaker, setSpeaker] = useState<Asked['speaker']>('employee');
  const { mutate, data, error, variables, isPending } = useTryRules();
  return (
    <Section id="try" title={t('rules.tryTitle')} lead={t('rules.tryLead')}>
      <Field label={t('rules.tryText')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Radio.Group
        aria-label={t('rules.trySpeaker')}
        value={speaker}
        onChange={(event) => setSpeaker(event.target.value as Asked['speaker'])}
        options={[
          { value: 'employee', label: t('rules.tryEmployee') },
          { value: 'outside', label: t('rules.tryOutside') },
        ]}
      />
      <div className="row-actions">
        <Button disabled={text.trim() === ''} loading={isPending} onClick={() => mutate({ text, speaker })}>
          {t('rules.tryRun')}
        </Button>
      </div>
      {error && <Problem error={error} />}
      {data && variables && <Outcome text={variables.text} tried={data} />}
    </Section>
  );
}
