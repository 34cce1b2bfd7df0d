import { useWords } from '../words/words.ts';

const line = /^line (\d+)$/;

/** Whether a place is a row of a workbook, as in `Sheet1!17`. */
export const isSheetPlace = (at: string): boolean => /!\d+$/.test(at);

/** Where in a file something stands, in words: `line 17`, `file`, or a place of its own such as `Sheet1!17`. */
export function usePlace(): (at: string) => string {
  const { t } = useWords();
  return (at) => {
    const [, number] = line.exec(at) ?? [];
    if (number !== undefined) return t('imports.line', { line: number });
    return at === 'file' ? t('imports.wholeFile') : at;
  };
}
