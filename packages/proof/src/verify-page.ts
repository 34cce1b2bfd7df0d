import { hexOf, sameBytes } from './bytes.ts';
import type { Finding } from './check.ts';
import { attempt, fail, pass } from './check.ts';
import { PAGE } from './package-paths.ts';
import { emptiedPage, filesOfPage, isInline, splitPage } from './page-data.ts';
import { sha256 } from './sha256.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';
import type { Context } from './verify-context.ts';
import type { Files } from './zip.ts';

/**
 * What the page shows before anything is verified is what the files hold; undefined when there is no page. Its program is
 * not judged, only named by its digest: no page can vouch for itself. A file that is missing is left to `package.files`.
 */
export function checkPage({ files, packageBody }: Context): Finding | undefined {
  const bytes = files.get(PAGE);
  if (bytes === undefined) return undefined;
  const read = attempt(PAGE, () => {
    const parts = splitPage(textOfUtf8(bytes));
    return { shown: filesOfPage(parts.data) ?? new Map(), digest: hexOf(sha256(utf8Of(emptiedPage(parts)))) };
  });
  if (!read.ok) return fail(read.because);
  const { shown, digest } = read.value;
  const bound = new Set(packageBody.ok ? packageBody.value.files.map(({ path }) => path) : shown.keys());
  const wrong = firstDifference(files, shown, bound);
  if (wrong !== undefined) return fail(`${PAGE} does not show ${wrong} as it is in the package.`);
  return pass(
    `${PAGE} shows ${shown.size} files as they are. Its program was not judged; without the data its SHA-256 is ${digest}.`,
  );
}

function firstDifference(files: Files, shown: Files, bound: ReadonlySet<string>): string | undefined {
  for (const path of shown.keys()) if (!isInline(path) || (!files.has(path) && !bound.has(path))) return path;
  for (const [path, bytes] of files) {
    const inPage = shown.get(path);
    if (isInline(path) && (inPage === undefined || !sameBytes(inPage, bytes))) return path;
  }
  return undefined;
}
