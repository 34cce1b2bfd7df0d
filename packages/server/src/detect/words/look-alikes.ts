/**
 * Characters that are read as another one because of how they look or what they are for, beyond what NFKD says.
 * Two strings of equally many characters each: what is written, what it is read as.
 */
export const LOOK_ALIKES: readonly (readonly [written: string, readAs: string])[] = [
  // Cyrillic, small and capital
  ['авсеніјкморѕтухѵԁԛԝһӏьԍ', 'abcehijkmopstyxvdqwhlbg'],
  ['АВСЕНІЈКМОРЅТУХѴԀԚԜҺӀЬԌ', 'abcehijkmopstyxvdqwhlbg'],
  // Greek, small and capital; ν looks like v and its capital like n
  ['αβεικνορτυχγωη', 'abeikvoptuxywn'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'abezhikmnoptyx'],
  // Small capitals and other Latin
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıȷʋɡɑ', 'abcdefghijklmnoprstuvwyzijvga'],
  ['∨⋁ƒℓ℮', 'vvfle'],
  // Digits in black circles, and ten, which has no room as 10
  ['❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒⓵⓶⓷⓸⓹⓺⓻⓼⓽⓿', '1234567891234567891234567891234567890'],
  ['⑩⑽⒑❿➉➓⓾', '十十十十十十十'],
  // Radicals that have no decomposition of their own
  [
    '⺟⺠⺫⺷⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳⺁⺌⺍⻌⻎⻏⻖',
    '母民目羊虎西见角贝车长门青页风飞食马鬼鱼鸟麦黄齐齿龙龟厂小小辶辶阝阝',
  ],
  // Punctuation: quotes are “ and ” whatever their shape, brackets ( and [
  ['「『《〈«‹〝„‟﹁﹃“', '““““““““““““'],
  ['」』》〉»›〞〟﹂﹄”', '”””””””””””'],
  ['【〔〖〘〚﹝{﹛', '[[[[[[[['],
  ['】〕〗〙〛﹞}﹜', ']]]]]]]]'],
  ['﹑､｡⋯︙‥﹪٪∶', '、、。………%%:'],
  ['￥', '¥'],
  // Signs that count between digits alone
  ['～〜∼˜–—―﹏', '~~~~~~~~'],
  ['‐‑‒−﹣ー', '------'],
  ['⁄∕÷', '///'],
  ['·・', '..'],
  ['×✕✖', '***'],
  ['➕﹢⁺', '+++'],
];

/** Letters on coloured circles, squares and flags, none of which decompose: the first of each run of twenty-six. */
export const LETTER_RUNS: readonly number[] = [0x1f150, 0x1f170];

/** Han characters that are written as strokes between others, and letters that show nothing. */
export const DROPPED = '丨丶\u115f\u1160\u3164\uffa0';

/** Punctuation and signs that stay wherever they stand. */
export const KEPT = ',。!?;:\n、()[]…“”"%‰¥$€£&';
