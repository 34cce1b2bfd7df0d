import { DESCRIPTION } from '../package-paths.ts';
import type { Trust } from '../trust.ts';
import { decodeTrust } from '../trust.ts';
import { textOfUtf8 } from '../utf8.ts';
import { looksLikeZip } from '../zip.ts';
import type { Loaded } from './state.ts';
import { loadedFiles, loadedZip } from './state.ts';

export type Input =
  | { readonly kind: 'package'; readonly loaded: Loaded; readonly aside: readonly string[]; readonly outside: number }
  | { readonly kind: 'trust'; readonly name: string; readonly trust: Trust }
  | { readonly kind: 'bad-trust' | 'unreadable'; readonly why: string };

type Named = { readonly path: string; readonly file: File };

/** What systems put into folders by themselves. Set aside by name, and said. */
const SYSTEM = /(^|\/)(\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|__MACOSX(\/.*)?)$/;

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

const whyOf = (error: unknown): string => (error instanceof Error ? error.message : `${error}`);

/** Reads what was chosen as the package: one ZIP, or the files of a folder. */
export async function readPackage(files: readonly File[]): Promise<Input> {
  try {
    const [first] = files;
    if (files.length === 1 && first !== undefined && first.webkitRelativePath === '')
      return whole(loadedZip(first.name, await bytesOf(first)));
    return await readFolder(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
  } catch (error) {
    return { kind: 'unreadable', why: whyOf(error) };
  }
}

const whole = (loaded: Loaded): Input => ({ kind: 'package', loaded, aside: [], outside: 0 });

/** The package is the folder that holds data/package.json; the highest where there are several. */
async function readFolder(named: readonly Named[]): Promise<Input> {
  const own = named.filter(({ path }) => !SYSTEM.test(path));
  const roots = own
    .filter(({ path }) => path === DESCRIPTION || path.endsWith(`/${DESCRIPTION}`))
    .map(({ path }) => path.slice(0, -DESCRIPTION.length))
    .sort((a, b) => a.length - b.length);
  const [root = commonFolder(own)] = roots;
  const inside = own.filter(({ path }) => path.startsWith(root));
  const files = new Map<string, Uint8Array>();
  for (const { path, file } of inside) files.set(path.slice(root.length), await bytesOf(file));
  const aside = named.filter(({ path }) => SYSTEM.test(path)).map(({ path }) => path);
  const loaded = loadedFiles(root === '' ? `${files.size}` : root.slice(0, -1), files);
  return { kind: 'package', loaded, aside, outside: own.length - inside.length };
}

/** The first folder of every path, where that is one and the same. */
function commonFolder(named: readonly Named[]): string {
  const folders = new Set(named.map(({ path }) => path.slice(0, path.indexOf('/') + 1)));
  const [only = ''] = folders;
  return folders.size === 1 ? only : '';
}

export async function readTrust(file: File): Promise<Input> {
  try {
    return { kind: 'trust', name: file.name, trust: decodeTrust(JSON.parse(textOfUtf8(await bytesOf(file)))) };
  } catch (error) {
    return { kind: 'bad-trust', why: whyOf(error) };
  }
}

/** Sorts what was dropped: a ZIP is a package, a lone JSON file that is none a trust file, anything else a folder. */
export async function readDropped(files: readonly File[]): Promise<readonly Input[]> {
  const inputs: Input[] = [];
  const rest: File[] = [];
  for (const file of files) {
    const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
    if (looksLikeZip(head)) inputs.push(await readPackage([file]));
    else if (file.name.endsWith('.json') && files.length <= 2) inputs.push(await readTrust(file));
    else rest.push(file);
  }
  if (rest.length > 0) inputs.push(await readPackage(rest));
  return inputs;
}
