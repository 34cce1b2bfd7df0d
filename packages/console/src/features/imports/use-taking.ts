import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { noteLeftOut, sendFiles } from '../../api/uploads.ts';
import type { Collected } from './collect-files.ts';

/** Sends what was chosen into the import that `into` names (or opens), and notes what was left out. */
export function useTaking(into: () => Promise<string>) {
  const client = useQueryClient();
  const [isEmpty, setEmpty] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async ({ files, skipped }: Collected) => {
    setEmpty(files.length === 0);
    setError(undefined);
    if (files.length === 0) return;
    try {
      const id = await into();
      noteLeftOut(id, skipped);
      await sendFiles(id, files, (state) => client.setQueryData(['imports', 'one', id], state));
      await client.invalidateQueries({ queryKey: ['imports'] });
    } catch (problem) {
      setError(problem);
    }
  };
  return { take: (collected: Collected) => void take(collected), isEmpty, error };
}
