import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../words/words.ts';
import { countLines, spanOfLine } from './line-numbers.ts';
import './yaml-editor.css';

/** `times` counts how often a line was asked for, so that the same line can be asked for again. */
export type GoTo = { readonly line: number; readonly times: number };

/** A plain text with line numbers, those with problems marked. Tab leaves it, so that no keyboard is caught in it. */
export function YamlEditor(props: {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly problemLines: ReadonlySet<number>;
  readonly goTo: GoTo | undefined;
}) {
  const { t } = useWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const { text, goTo } = props;
  const at = useRef(text);
  at.current = text;
  useEffect(() => {
    const element = area.current;
    if (!goTo || !element) return;
    const { start, end } = spanOfLine(at.current, goTo.line);
    element.focus();
    element.setSelectionRange(start, end);
    const height = element.scrollHeight / countLines(at.current);
    element.scrollTop = Math.max(0, (goTo.line - 4) * height);
  }, [goTo]);
  return (
    <div className="yaml">
      <label htmlFor={id}>{t('mappings.editor')}</label>
      <div className="yaml-box">
        <div className="yaml-numbers" ref={numbers} aria-hidden="true">
          {Array.from({ length: countLines(text) }, (_, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <span key={line} className={props.problemLines.has(line + 1) ? 'yaml-problem' : undefined}>
              {line + 1}
            </span>
          ))}
        </div>
        <textarea
          id={id}
          ref={area}
          value={text}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          wrap="off"
          aria-describedby={`${id}-note`}
          onChange={(event) => props.change(event.target.value)}
          onScroll={(event) => numbers.current?.scrollTo({ top: event.currentTarget.scrollTop })}
        />
      </div>
      <p id={`${id}-note`} className="yaml-note">
        {t('mappings.editorNote')}
      </p>
    </div>
  );
}
