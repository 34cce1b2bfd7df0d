import { hexOf, sameBytes } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';
import type { Check, Finding } from './check.ts';
import { fail, namedItem, notChecked, pass, unread } from './check.ts';
import type { Disclosure } from './disclosure.ts';
import { bodyOf, checkDisclosure } from './disclosure.ts';
import type { Entry } from './entry.ts';
import { isObject } from './fields.ts';
import { sha256Tree, sm3Tree } from './merkle.ts';
import * as paths from './package-paths.ts';
import type { Context, ReadItem } from './verify-context.ts';
import type { Files } from './zip.ts';

/** The checks of one item. When its entry cannot be read the others are not checked: there is nothing to hold them against. */
export function checkItem(context: Context, read: ReadItem): Check[] {
  const { log, index, original } = read.item;
  const check = (part: string, finding: Finding): Check => namedItem(log, index, part, finding);
  const { entry } = read;
  const withEntry = (judge: (entry: Entry) => Finding): Finding =>
    entry.ok ? judge(entry.value) : notChecked(`The entry could not be read: ${entry.because}`);
  const commitment = withEntry((value) => checkCommitment(context.files, read, value));
  const isBodyOfEntry = commitment.outcome === 'pass' || commitment.outcome === 'masked';
  const checkedOriginal = (path: string): Finding =>
    isBodyOfEntry
      ? checkOriginal(context, read, path)
      : notChecked(`${path}: there is no body of the entry to hold it against.`);
  return [
    check('entry', entry.ok ? checkedEntry(entry.value) : unread(entry)),
    check('commitment', commitment),
    ...(original === undefined ? [] : [check('original', checkedOriginal(original))]),
    check(
      'included',
      withEntry(() => checkIncluded(context, read, 'sha256')),
    ),
    check(
      'included-sm3',
      withEntry(() => checkIncluded(context, read, 'sm3')),
    ),
  ];
}

function checkedEntry({ log, index, recordedAt }: Entry): Finding {
  const when = new Date(recordedAt).toISOString();
  return pass(`${paths.entryPath(log, index)} is entry ${index} of ${log}, recorded ${when}.`);
}

function checkCommitment(files: Files, { item, disclosure }: ReadItem, entry: Entry): Finding {
  if (!disclosure.ok) return unread(disclosure);
  const path = paths.bodyPath(item.log, item.index);
  const checked = checkDisclosure(disclosure.value, entry.commitment);
  if (typeof checked === 'object') return fail(`${path}: ${checked.fail} than that of the entry.`);
  const shown = files.get(paths.RECONSTRUCTION);
  if (item.type === 'reconstruction' && shown !== undefined) {
    const same = sameBytes(shown, canonicalBytes(bodyOf(disclosure.value)));
    if (!same) return fail(`${paths.RECONSTRUCTION} is not the body in ${path}.`);
  }
  if (checked === 'pass') return pass(`${path} is the body that the entry commits to.`);
  return {
    outcome: 'masked',
    because: `${path} shows what the entry commits to; masked are ${maskedPaths(disclosure.value)}.`,
  };
}

function maskedPaths(disclosure: Disclosure): string {
  if (!('fields' in disclosure)) return 'none';
  return disclosure.fields.flatMap((item) => ('digest' in item ? [item.path] : [])).join(', ');
}

/** A record's own bytes are bound by `slice` in its body, a delivered file by `file`. */
function checkOriginal({ files, hash }: Context, { item, disclosure }: ReadItem, path: string): Finding {
  const bytes = files.get(path);
  if (bytes === undefined) return notChecked(`${path} is missing.`);
  if (!disclosure.ok) return notChecked(`The body could not be read: ${disclosure.because}`);
  const member = item.type === 'delivery' ? 'file' : 'slice';
  const bound = bodyOf(disclosure.value)[member];
  if (bound === undefined || !isObject(bound))
    return fail(`${path}: the body binds no original by its member ${member}.`);
  if ('masked' in bound)
    return { outcome: 'masked', because: `${path}: the member ${member}, which binds it, is masked.` };
  if (bound.sizeBytes !== bytes.length || bound.sha256 !== hexOf(hash.sha256(bytes)))
    return fail(`${path} is not what the body binds.`);
  if (bound.sm3 !== undefined && bound.sm3 !== hexOf(hash.sm3(bytes)))
    return fail(`${path} has another SM3 than the body binds.`);
  return pass(`${path} has the length and digest that the body binds.`);
}

function checkIncluded(
  { files, heads, trees }: Context,
  { item, inclusion: proof }: ReadItem,
  hash: 'sha256' | 'sm3',
): Finding {
  const { log, index } = item;
  const says = heads.get(log)?.says;
  if (says === undefined || !says.ok) return notChecked(says?.because ?? `${log} has no checkpoint.`);
  const { size } = says.value;
  if (!proof.ok) return unread(proof);
  const { value } = proof;
  const path = paths.inclusionPath(log, index);
  if (value.index !== index || value.size !== size) {
    return fail(
      `${path} proves entry ${value.index} in a tree of ${value.size}, not entry ${index} in one of ${size}.`,
    );
  }
  const stands = trees.get(log)?.[hash];
  const name = hash === 'sha256' ? 'SHA-256' : 'SM3';
  if (stands === undefined) return notChecked(`No epoch holds the ${name} root of ${log} at size ${size}.`);
  const bytes = files.get(paths.entryPath(log, index)) ?? new Uint8Array(0);
  const leaf = hash === 'sha256' ? sha256Tree.leaf(bytes) : sm3Tree.leaf(bytes);
  if (stands(leaf, index, value[hash]))
    return pass(`The entry stands at ${index} in the ${name} tree of ${log} of size ${size}.`);
  const to = hash === 'sha256' ? `the root in ${paths.checkpointPath(log)}` : 'the SM3 root in data/epochs';
  return fail(`${path} does not lead from the entry to ${to}.`);
}
