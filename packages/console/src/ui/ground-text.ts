import { useWords, wordFor } from '../words/words.ts';

/** `chain:ID` and the like, with its kind in words and as much of the id as tells one from another. */
export function useGroundText(): (ground: string) => string {
  const { w } = useWords();
  return (ground) => {
    const [kind = '', ...rest] = ground.split(':');
    const id = rest.length === 1 ? (rest[0] ?? '').slice(0, 8) : rest.join(' #');
    return `${wordFor(w.watch.groundName, kind)}${id === '' ? '' : ` ${id}`}`;
  };
}
