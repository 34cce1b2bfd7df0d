import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/words.ts';
import { markWhitespace, type Stretch } from './mark-whitespace.ts';
import './raw-text.css';
import { cellsOf } from './row-cells.ts';

/** More than this at once would make the browser slow; the rest follows when it is asked for. */
const atOnce = 20_000;

/** A blank has room for its sign, a run of spaces wraps with its dots; a line end has none, so its sign stands before it. */
function classOf(text: string): string {
  if (text.startsWith(' ')) return 'raw-unseen raw-spaces';
  return /^[\t\p{Zs}]/u.test(text) ? 'raw-unseen raw-blank' : 'raw-unseen';
}

function Shown({ stretch }: { readonly stretch: Stretch }) {
  if (stretch.mark === undefined) return stretch.text;
  return (
    <span className={classOf(stretch.text)} data-mark={stretch.mark}>
      {stretch.text}
    </span>
  );
}

/** The cells of a row of a workbook under their columns, where the text is one; else the text as it is. */
export function OriginalText(props: { readonly text: string; readonly label: string; readonly isRow: boolean }) {
  const cells = props.isRow ? cellsOf(props.text) : undefined;
  if (cells === undefined) return <RawText text={props.text} label={props.label} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="raw-text" aria-label={props.label} tabIndex={0}>
      <dl className="raw-cells">
        {cells.map(({ column, text }) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>
              {markWhitespace(text).map((stretch) => (
                <Shown key={stretch.start} stretch={stretch} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A source's own text, to the character: spaced as it is, what cannot be seen marked. The marks are never copied. */
export function RawText({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useWords();
  const [most, setMost] = useState(atOnce);
  if (text === '') return <p className="quiet">{t('raw.empty')}</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="raw-text" aria-label={label} tabIndex={0}>
        <pre>
          {markWhitespace(text.slice(0, most)).map((stretch) => (
            <Shown key={stretch.start} stretch={stretch} />
          ))}
        </pre>
      </section>
      {text.length > most && (
        <p className="raw-cut">
          {t('raw.cut', { shown: most.toLocaleString('en'), total: text.length.toLocaleString('en') })}{' '}
          <Button size="small" onClick={() => setMost(most * 5)}>
            {t('raw.more')}
          </Button>
        </p>
      )}
    </>
  );
}
