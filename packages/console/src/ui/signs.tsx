import type { RivalOutcome, Severity, Strength } from '../api/types.ts';
import { useWords } from '../words/words.ts';
import './signs.css';

/** Every sign carries its word; the drawn mark only helps the eye and is hidden from screen readers. */
function Sign({ tone, mark, word }: { readonly tone: string; readonly mark: string; readonly word: string }) {
  return (
    <span className={`sign sign-${tone}`}>
      <span className="sign-mark" aria-hidden="true">
        {mark}
      </span>
      {word}
    </span>
  );
}

const strengthMarks: Readonly<Record<Strength, string>> = { strong: '●', medium: '◐', weak: '○' };
const severityMarks: Readonly<Record<Severity, string>> = { high: '▲', medium: '△', low: '–' };
const outcomeMarks: Readonly<Record<RivalOutcome, string>> = {
  'none-found': '○',
  explains: '●',
  weakens: '◐',
  'not-searchable': '?',
};

export function StrengthSign({ strength }: { readonly strength: Strength }) {
  const { w } = useWords();
  return <Sign tone={strength} mark={strengthMarks[strength]} word={w.strength[strength]} />;
}

export function StrengthMark({ strength }: { readonly strength: Strength }) {
  const { w } = useWords();
  return (
    <span className={`sign-only sign-${strength}`} role="img" aria-label={w.strength[strength]}>
      {strengthMarks[strength]}
    </span>
  );
}

export function SeveritySign({ severity }: { readonly severity: Severity }) {
  const { w } = useWords();
  return <Sign tone={`severity-${severity}`} mark={severityMarks[severity]} word={w.severity[severity]} />;
}

export function OutcomeSign({ outcome }: { readonly outcome: RivalOutcome }) {
  const { w } = useWords();
  return <Sign tone={outcome} mark={outcomeMarks[outcome]} word={w.rivalOutcome[outcome]} />;
}

/** A plain word in a frame, for kinds of records and of findings. */
export function Tag({ children }: { readonly children: string }) {
  return <span className="tag">{children}</span>;
}
