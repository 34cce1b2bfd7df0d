import type { Evidence } from './evidence.ts';
import { orderOf, withinDays } from './order.ts';
import type { Talk } from './read-talk.ts';
import { isSameRound } from './with-them.ts';

/** Words with which people agree to what was just said, and words that take such agreement back. */
const agrees =
  /^(?:好|行|可以|ok|成[,。!交吧呗]|成$|中[,。!]|中$|得[,。!嘞]|得$|也得|没问题|冇问题|没意见|嗯|唔|收到|明白|懂|谢|多谢|那就|那我|那把|一言为定|就这么|听你|依你|按你|安排|放心|妥|合作愉快|凑合|够意思|老规矩|记下|先这样)/iu;
const refuses =
  /不(?!错|客气|用谢|过|急|多说)|别|算了|违规|违反|举报|拒|没兴趣|心领|免了|犯不着|开玩笑|没必要|报告|合规/u;

/**
 * The employee's answers that agree to offers of the other side: the next words in the same talk, within a day, that begin
 * with agreement and take nothing of it back. To have been silent is no answer.
 */
export function acceptancesOf(offers: readonly Talk[], { story, world }: Evidence): readonly Talk[] {
  const talks = world.talks.get(story.employee.key) ?? [];
  return offers
    .filter((offer) => offer.by === 'other')
    .flatMap((offer) => {
      const answer = talks.find(
        (talk) =>
          talk.by === 'employee' &&
          orderOf(offer, talk) === 'before' &&
          withinDays(offer, talk, 1) &&
          isSameRound(offer, talk, world.directory),
      );
      if (answer === undefined || !agrees.test(answer.text.trim()) || refuses.test(answer.text)) return [];
      return [answer];
    });
}
