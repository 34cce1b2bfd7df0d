const WIDE: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：' };
/** A mark between Chinese and anything, or between a figure and Chinese: not those inside figures, times and ids. */
const MARK = /(?<=[\p{Script=Han})」》”])[,;:](?=\S)|(?<=[\p{L}\p{N}%])[,;:](?=[\p{Script=Han}《“])/gu;

/** Chinese sentences carry Chinese marks; `10:58:00`, `¥20,000.00` and `wecom:m1` stay as they are. */
export const punctuate = (text: string): string => text.replaceAll(MARK, (mark) => WIDE[mark] ?? mark);
