import { useWords, wordFor } from '../words/words.ts';
import './field-list.css';
import type { Field, FieldWords } from './record-fields.ts';

/** The words of the language for the values of fields. */
export function useFieldWords(): FieldWords {
  const { w } = useWords();
  const { system, recordKind, basis, fieldValue } = w;
  return { system, recordKind, basis, fieldValue, listSeparator: w.common.listSeparator };
}

/** A name means something else within some fields: what a change goes from is not who pays. */
function labelOf(path: readonly string[], words: Readonly<Record<string, string>>): string {
  return path
    .map((name, at) => {
      const within = path.slice(0, at).findLast((each) => !/^\d+$/.test(each));
      const own = `${within}.${name}`;
      return wordFor(words, Object.hasOwn(words, own) ? own : name);
    })
    .join(' / ');
}

/** Fields of a record with their names in words; a name without a word stands as it is. */
export function FieldList({ fields }: { readonly fields: readonly Field[] }) {
  const { w } = useWords();
  return (
    <dl className="fields">
      {fields.map(({ path, value }) => (
        <div key={path.join('.')} className="field">
          <dt>{labelOf(path, w.field)}</dt>
          <dd>{value === '' ? <span className="quiet">{w.raw.empty}</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
