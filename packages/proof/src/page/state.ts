import { attempt } from '../check.ts';
import { decodeDescription } from '../package-description.ts';
import { DESCRIPTION } from '../package-paths.ts';
import type { Trust } from '../trust.ts';
import type { Verification } from '../verify.ts';
import { verify, verifyZip } from '../verify.ts';
import type { Context } from '../verify-context.ts';
import { readContext, readFile } from '../verify-context.ts';
import type { Files } from '../zip.ts';
import { readZip } from '../zip.ts';

/** Files of a package with what was read out of them, unverified; no context when the description cannot be read. */
export type View = { readonly files: Files; readonly context: Context | null };

/** What the reader chose. An archive that is no canonical ZIP has no files. */
export type Loaded = {
  readonly name: string;
  readonly view: View | null;
  readonly check: (trust: Trust | undefined, now: number) => Verification;
  /** A ZIP that cannot be read as one: it may be read as a folder. */
  readonly isZip: boolean;
};

export type Checked = { readonly verification: Verification; readonly seconds: number };

export function viewOf(files: Files): View {
  const description = readFile(files, DESCRIPTION, decodeDescription);
  return { files, context: description.ok ? readContext(files, description.value, undefined) : null };
}

export function loadedZip(name: string, bytes: Uint8Array): Loaded {
  const read = attempt(name, () => readZip(bytes));
  if (!read.ok) return { name, view: null, check: (trust, now) => verifyZip(bytes, trust, now), isZip: true };
  return { ...loadedFiles(name, read.value), isZip: true };
}

export function loadedFiles(name: string, files: Files): Loaded {
  return { name, view: viewOf(files), check: (trust, now) => verify(files, trust, now), isZip: false };
}

export function checkNow(loaded: Loaded, trust: Trust | undefined): Checked {
  const begun = performance.now();
  // The page is the outermost shell: the clock of the reader's own machine is the only one there is.
  const verification = loaded.check(trust, Date.now());
  return { verification, seconds: (performance.now() - begun) / 1000 };
}

/** The files that the package entry binds and that are not there. */
export function missingFiles({ files, context }: View): readonly string[] {
  if (context === null || !context.packageBody.ok) return [];
  return context.packageBody.value.files.map(({ path }) => path).filter((path) => !files.has(path));
}
