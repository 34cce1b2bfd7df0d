import type { CompanyMatch } from './company-index.ts';
import { foldInPlace } from './company-name.ts';
import { compareText } from './fact.ts';

export type CompanyInText = CompanyMatch & { readonly start: number; readonly end: number };
type Spelling = { readonly text: string; readonly match: CompanyMatch };
export type Spellings = ReadonlyMap<string, readonly Spelling[]>;

/** What to look for in running text, by the first two letters and longest first. */
export function indexSpellings(texts: ReadonlyMap<string, CompanyMatch>): Spellings {
  const spellings = [...texts].map(([text, match]) => ({ text, match })).filter((each) => each.text.length >= 2);
  const longestFirst = spellings.toSorted((a, b) => b.text.length - a.text.length || compareText(a.text, b.text));
  return Map.groupBy(longestFirst, (spelling) => spelling.text.slice(0, 2));
}

export function findCompaniesIn(text: string, spellings: Spellings): readonly CompanyInText[] {
  const folded = foldInPlace(text);
  const found: CompanyInText[] = [];
  let at = 0;
  while (at < folded.length - 1) {
    const here = spellings.get(folded.slice(at, at + 2))?.find((spelling) => folded.startsWith(spelling.text, at));
    if (here === undefined) {
      at += 1;
      continue;
    }
    found.push({ ...here.match, start: at, end: at + here.text.length });
    at += here.text.length;
  }
  return found;
}
