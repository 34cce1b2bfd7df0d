import type { CheckOutcome } from '@zhenglian/proof';
import { useWords } from '../words/words.ts';
import './answer.css';

const marks: Readonly<Record<CheckOutcome, string>> = { pass: '✓', fail: '✕', not_checked: '?', masked: '▬' };

/** 是／否／未检验, with a mark that only helps the eye. */
export function Answer({ outcome }: { readonly outcome: CheckOutcome }) {
  const { w } = useWords();
  return (
    <span className={`answer answer-${outcome}`}>
      <span className="answer-mark" aria-hidden="true">
        {marks[outcome]}
      </span>
      {w.verify.answer[outcome]}
    </span>
  );
}
