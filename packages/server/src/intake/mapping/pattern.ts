import { RE2JS } from 're2js';
import type { NativePattern } from './native-pattern.ts';
import { nativePattern } from './native-pattern.ts';

/** A pattern of RE2 syntax, which takes time in proportion to the text whatever stands in it. */
export type Pattern = {
  readonly test: (text: string) => boolean;
  /** The text of a group in the first match, 0 for all it matched; '' where nothing did. */
  readonly find: (text: string, group: number) => string;
  readonly groups: number;
};

/** So many steps a character the runtime's own engine may take at most; a step is a few nanoseconds. */
const MOST_STEPS = 1_000;

/** Compiles a pattern, or says why it is none. The engine proper is made when a text first needs it. */
export function compilePattern(text: string): Pattern | string {
  let checked: RE2JS;
  try {
    checked = RE2JS.compile(text);
  } catch {
    return 'is no pattern of RE2 syntax (https://github.com/google/re2/wiki/Syntax); it knows no lookaround and no backreference';
  }
  const groups = checked.groupCount();
  const native = nativePattern(text);
  return native === undefined ? { ...linear(checked), groups } : { ...fast(native, checked), groups };
}

function linear(engine: RE2JS): Pick<Pattern, 'test' | 'find'> {
  return {
    test: (text) => engine.test(text),
    find(text, group) {
      const matcher = engine.matcher(text);
      return matcher.find() ? (matcher.group(group) ?? '') : '';
    },
  };
}

function fast({ source, steps }: NativePattern, engine: RE2JS): Pick<Pattern, 'test' | 'find'> {
  const sure = linear(engine);
  let quick = 0;
  while (quick < 4_096 && steps(quick + 1) <= MOST_STEPS * (quick + 2)) quick++;
  return {
    test: (text) => (text.length <= quick ? source.test(text) : sure.test(text)),
    find: (text, group) => (text.length <= quick ? (source.exec(text)?.[group] ?? '') : sure.find(text, group)),
  };
}
