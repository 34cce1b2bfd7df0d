/** A word for a benefit, where it stands, and whether it can mean little else in business talk. */
export type Benefit = { readonly start: number; readonly end: number; readonly strong: boolean };

const strong =
  /好处费(?!解|劲)|(?<!针|绣|毛线)回扣(?![针钉环带])|茶水费|喝茶[钱费]|辛苦费(?!心|力|劲)|介绍费(?![用率])|感谢费|牵线费|居间费|返佣|打点费|回扣款|烟酒钱|好处(?=[^,是有的]{0,3}(?:少不了|一分不少|不会少|我给|都给|归[你您]|算[你您]|照给))|(?<=(?:给|有)[你您](?:点|些|一点|一些)?|[你您](?:的|那份|这份))好处(?!是)/gu;
const weak =
  /(?<![往折遣])返点(?![击名])|反点(?!击)|返利|返现|返钱|佣金|(?<!前)提成(?![功立本为绩长交熟果就])|抽成|(?<![充部成十百千])分成(?![长员功立本熟为了两三四五六几多若不小各组批段块份部])|分红|点位(?![图表置信])|信息费|劳务费|服务费|咨询费|顾问费|中介费|好处|红包/gu;
const garment = /扣子|纽扣|袖|领口|衣|裤|裙|扣上|按扣|搭扣|卡扣|针织|缝|安全带|皮带|背包|面料|拉链|钩/u;

export function readBenefits(text: string): readonly Benefit[] {
  const strongs = places(text, strong, true).filter((place) => !isGarment(text, place));
  const weaks = places(text, weak, false).filter(
    (each) => !strongs.some((s) => each.start < s.end && s.start < each.end),
  );
  return [...strongs, ...weaks].toSorted((a, b) => a.start - b.start);
}

function places(text: string, pattern: RegExp, isStrong: boolean): readonly Benefit[] {
  return [...text.matchAll(pattern)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    strong: isStrong,
  }));
}

function isGarment(text: string, { start, end }: Benefit): boolean {
  return text.slice(start, end).startsWith('回扣') && garment.test(text);
}
