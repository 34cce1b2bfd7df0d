import { clauseAt } from './sentence.ts';

/** Turns of speech that hold a word of denial and deny nothing. They are blanked out before denials are looked for. */
const idioms = new RegExp(
  [
    '不好意思|没问题|没有问题|不客气|不错|不用担心|别担心|不瞒[你您]说|不光|不仅|不但|不只|不止|差不多|不管|不论|无论|不然|不如|不一样|不限',
    '不低于|不少于|不到|不成敬意|不敢当|不见外|没多少|没少|不会少|不会亏|不亏待|亏不了|少不了|忘不了|跑不了|不会忘|不少|不会差|不差|一分不少|分文不少|不含糊',
    '好不好|行不行|是不是|能不能|要不要|有没有|给不给|可不可以|够不够|要不(?!要)|不就是|不白[帮忙]|不会白|不会让[你您]白|没忘|别忘了?|不要忘了?',
    '还没(?=[给付打转结收到算有])|怎么还不|还不(?=[给付打转结])|不知道|不太清楚|没收到|还没|没到账|不够|不满意',
    '别(?:跟|让|告诉|和|对|给|说|声张|往外|外传)[^,]{0,10}|不(?:要|能|会|用)?(?:跟|让|告诉|和|对)[^,]{0,10}(?:说|讲|知道|提)|别说|别走|别通过|别经过',
    '不(?:要|用|必|能)?(?:走|过|入|经过?|通过|开票|签|打|进)(?:公司|平台|系统|对公|公账|账|票|我们)?|保密|无需|不公开',
    '不是不给|不会不给|不给[^,]{0,4}(?:不干|不做|不办|不签)|没有?[^,]{0,8}(?:不干|不做|谁干|谁做|不办)',
  ].join('|'),
  'gu',
);
const denial = /(?:不|没|未|无|别|勿|莫|免|拒|禁|杜绝|谢绝|抵制|反对|坚决|从来|抵触)[^,]{0,9}$/u;
const denialAfter =
  /^(?:[我咱你您们他公司都就也真钱是这那种些样事的了,啥什么一分点吧呢啊]|绝对|实在|真的)*(?:不要|不收|不拿|不能|不用|不必|不敢|不行|不可以|不需要|不合适|不好|没有|没收|没拿|没给|不做|不搞|不给|不谈|不提|不许|不存在|不吃|免了|算了|拒|退回|退给|退还|违规|违法|违纪|犯法|犯罪|禁|坚决|一概|一律不|属于|一说|是红线|要开除|会被|要不得|收不得|可?受不起|可?担不起)/u;

/** Whether the word at the place is refused, denied or forbidden within its own clause. */
export function isDenied(sentence: string, start: number, end: number): boolean {
  const text = sentence.replaceAll(idioms, (idiom) => '〓'.repeat(idiom.length));
  const clause = clauseAt(text, start);
  return denial.test(text.slice(clause.start, start)) || denialAfter.test(text.slice(end, end + 24));
}
