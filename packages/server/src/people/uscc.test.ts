import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFaults, faultOfCode, isWrittenAsCode, organisationCodeHolds } from './uscc.ts';

/** As printed in annual reports and on licences that the companies publish themselves; the first is the standard's own. */
const published = [
  ['GB 32100-2015, annex', '91350100M000100Y43'],
  ['华为技术有限公司', '914403001922038216'],
  ['腾讯科技(深圳)有限公司', '91440300708461136T'],
  ['小米科技有限责任公司', '91110108551385082Q'],
  ['北京百度网讯科技有限公司', '91110000802100433B'],
  ['贵州茅台酒股份有限公司', '9152000071430580XT'],
  ['中国平安保险(集团)股份有限公司', '91440300100012316L'],
  ['中兴通讯股份有限公司', '9144030027939873X7'],
  ['比亚迪股份有限公司', '91440300192317458F'],
  ['珠海格力电器股份有限公司', '91440400192548256N'],
  ['招商银行股份有限公司', '9144030010001686XA'],
  ['中国工商银行股份有限公司', '91100000100003962T'],
  ['中国建设银行股份有限公司', '911100001000044477'],
  ['万科企业股份有限公司', '91440300192181490G'],
  ['杭州海康威视数字技术股份有限公司', '91330000733796106P'],
  ['美的集团股份有限公司', '91440606722473344C'],
  ['上海汽车集团股份有限公司', '91310000132260250X'],
  ['中国石油化工股份有限公司', '91110000710926094P'],
  ['宁德时代新能源科技股份有限公司', '91350900587527783P'],
  ['京东方科技集团股份有限公司', '911100001011016602'],
] as const;
const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const code = fc.constantFrom(...published.map(([, each]) => each));

describe.each(published)('%s', (_name, given) => {
  test('passes as published, however it is spaced', () => {
    expect(faultOfCode(given)).toBeUndefined();
    expect(faultOfCode(` ${given.toLowerCase().slice(0, 8)} ${given.slice(8, 16)}-${given.slice(16)}`)).toBeUndefined();
    expect(organisationCodeHolds(`${given.slice(8, 16)}-${given.slice(16, 17)}`)).toBe(true);
  });

  test('no change of one character passes', () => {
    const changed = [...given].flatMap((now, i) =>
      letters.filter((other) => other !== now).map((other) => given.slice(0, i) + other + given.slice(i + 1)),
    );
    expect(changed).toHaveLength(18 * 35);
    expect(changed.filter((each) => faultOfCode(each) === undefined)).toEqual([]);
  });

  test('no exchange of two neighbours passes', () => {
    const swapped = [...given].flatMap((now, i) => {
      const next = given.charAt(i + 1);
      return next === '' || next === now ? [] : [given.slice(0, i) + next + now + given.slice(i + 2)];
    });
    expect(swapped.length).toBeGreaterThan(5);
    expect(swapped.filter((each) => faultOfCode(each) === undefined)).toEqual([]);
  });
});

test.each([
  ['91350100M000100Y4Z', 'letters'],
  ['91350100M000100Y44', 'check'],
  ['91350100M000100Y4', 'form'],
  ['91350I00M000100Y43', 'form'],
  ['000000000000000000', 'region'],
  ['华晟科技有限公司', 'form'],
  ['', 'form'],
] as const)('%s is refused: %s', (given, fault) => {
  expect(faultOfCode(given)).toBe(fault);
  expect(codeFaults[fault]).not.toBe('');
});

test('a right check of the whole does not excuse a wrong check of the organisation inside', () => {
  // Two characters changed at once: one pair in thirty-one keeps the check of the whole.
  const broken = letters.flatMap((a) =>
    letters.map((b) => `91440300192203${a}${b}16`).filter((each) => faultOfCode(each) === 'organisation'),
  );
  expect(broken.length).toBeGreaterThan(0);
});

test('what is written as a code is told from a name', () => {
  expect(isWrittenAsCode('91350100m000100y4z')).toBe(true);
  expect(isWrittenAsCode('华晟科技')).toBe(false);
  expect(isWrittenAsCode('internationaltrade')).toBe(false);
});

test('any text is answered', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), code), (text) => codeFaults[faultOfCode(text) ?? 'check'] !== undefined));
});
