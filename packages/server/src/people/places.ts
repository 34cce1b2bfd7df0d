import { regions } from './regions.ts';

/** What is left of a name must be told apart from others: two characters. */
export const shortestCore = 2;

const longestFirst = [...new Set(regions)].toSorted((a, b) => b.length - a.length);

type Place = { readonly name: string; readonly length: number };

function placeAt(text: string): Place | undefined {
  const name = longestFirst.find((each) => text.startsWith(each));
  if (name === undefined) return undefined;
  const title =
    /^(?:特别行政区|(?:[\u4e00-\u9fff]{1,6}族|维吾尔)?自治[区州]|[省市盟]|地区)/u.exec(text.slice(name.length))?.[0] ??
    '';
  return { name, length: name.length + title.length };
}

const WITHIN = /^(?:([\u4e00-\u9fff]{1,4}?)(?:新区|开发区|区|县)|([\u4e00-\u9fff]{2,3}?)[市镇])/u;
const ALONE = /^([\u4e00-\u9fff]{2,3}?)(?:新区|区|县)/u;
/** Ends that are words and no titles of a place. */
const WORDS = /(?:[社小园景特]区|[都城超夜股集门]市)$/u;

/** A district, county or town by its title; without a place before it only a district or county. */
function districtAt(text: string, isWithin: boolean): Place | undefined {
  const [whole, first, second] = (isWithin ? WITHIN : ALONE).exec(text) ?? [];
  const name = first ?? second;
  return whole === undefined || name === undefined || WORDS.test(whole) ? undefined : { name, length: whole.length };
}

/** The places before a name, widest first. */
export function takeRegions(text: string): { rest: string; regions: readonly string[] } {
  const places: string[] = [];
  let rest = text;
  for (;;) {
    const place = placeAt(rest) ?? districtAt(rest, places.length > 0);
    if (place === undefined || rest.length - place.length < shortestCore) return { rest, regions: places };
    places.push(place.name);
    rest = rest.slice(place.length);
  }
}

/** The places in a text that holds nothing else; `undefined` if it holds more. */
export function placesOnly(text: string): readonly string[] | undefined {
  const places: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const place = placeAt(rest) ?? districtAt(rest, places.length > 0);
    if (place === undefined) return undefined;
    places.push(place.name);
    rest = rest.slice(place.length);
  }
  return places.length === 0 ? undefined : places;
}
