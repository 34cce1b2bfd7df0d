import { codeOf, detailOf, useSentence } from './refusal-sentence.ts';
import './form.css';

/** Why what was asked for was not done: a sentence, beneath it what the server says of this very case. */
export function Refused({ error, sentence }: { readonly error: unknown; readonly sentence?: string | undefined }) {
  const sentenceFor = useSentence();
  if (error === null || error === undefined) return null;
  const [code, detail] = [codeOf(error), detailOf(error)];
  return (
    <div className="refused" role="alert">
      <p>{sentence ?? sentenceFor(error)}</p>
      <p className="refused-code">
        {code}
        {detail !== '' && detail !== code && ` · ${detail}`}
      </p>
    </div>
  );
}
