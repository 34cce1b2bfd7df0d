import type { Sample } from '../api/types.ts';
import { useWords, wordFor } from '../words/words.ts';
import { FieldList, useFieldWords } from './field-list.tsx';
import { isSheetPlace, usePlace } from './place.ts';
import { OriginalText } from './raw-text.tsx';
import { sampleFields } from './record-fields.ts';
import './sample-list.css';

/** Why something was not read: in the reader's words, with what the program says about this very place. */
export function Because({ code, why }: { readonly code: string; readonly why: string }) {
  const { w } = useWords();
  return (
    <div className="because">
      <p>{wordFor(w.refusal, code)}</p>
      {why !== '' && (
        <p className="because-why" lang="en" title={w.sample.because}>
          {why}
        </p>
      )}
      <p className="because-code">{code}</p>
    </div>
  );
}

function Row({ sample }: { readonly sample: Sample }) {
  const { t } = useWords();
  const place = usePlace();
  const words = useFieldWords();
  const at = place(sample.at);
  return (
    <li className="sample">
      <h4>{at}</h4>
      <div className="sample-sides">
        <div>
          <h5>{t('sample.before')}</h5>
          <OriginalText text={sample.before} label={`${t('sample.before')} ${at}`} isRow={isSheetPlace(sample.at)} />
        </div>
        <div>
          <h5>{sample.after ? t('sample.after') : t('sample.notRead')}</h5>
          {sample.after && <FieldList fields={sampleFields(sample.after, words)} />}
          {sample.code !== undefined && <Because code={sample.code} why={sample.why ?? ''} />}
        </div>
      </div>
    </li>
  );
}

/** The text of some rows beside the records that were read from them. */
export function SampleList({ samples }: { readonly samples: readonly Sample[] }) {
  const { t } = useWords();
  if (samples.length === 0) return <p className="quiet">{t('sample.none')}</p>;
  return (
    <>
      <p className="raw-cut">{t('raw.marks')}</p>
      <ol className="samples">
        {samples.map((sample, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several records may come of one place, in a fixed order
          <Row key={`${sample.at} ${at}`} sample={sample} />
        ))}
      </ol>
    </>
  );
}
