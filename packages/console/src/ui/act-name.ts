import { useWords, wordFor } from '../words/words.ts';

/** What to call a line of the watcher's ledger; what two persons decide is called by its kind and the step it took. */
export function useActName(): (act: string) => string {
  const { w } = useWords();
  return (act) => {
    const at = act.lastIndexOf('.');
    const [kind, step] = [act.slice(0, at), act.slice(at + 1)];
    if (Object.hasOwn(w.actKind, kind) && Object.hasOwn(w.watch.step, step))
      return `${wordFor(w.actKind, kind)} · ${wordFor(w.watch.step, step)}`;
    return wordFor(w.watch.actName, act);
  };
}
