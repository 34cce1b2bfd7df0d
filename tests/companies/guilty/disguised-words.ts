import { DISGUISED } from '../lines/disguised.ts';
import { DAY } from '../record.ts';
import { afterwards, dealt, prepare, reward, ring, roundYuan, setScene, story } from '../scene.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** Act and amount are told in euphemisms, pinyin, split characters or hints, over several messages. */
export function disguisedWords(world: World): Story {
  const { random } = world;
  const scene = setScene(world, 1);
  const { script, percent, yuan } = random.pick(DISGUISED);
  prepare(world, scene);
  ring(world, scene);
  const { at: said, words } = tell(world, scene, script, scene.at);
  const deal = roundYuan(world);
  const sold = dealt(world, scene, scene.customer, deal, said);
  const promised = percent === undefined ? yuan : (deal * percent) / 100;
  const received = promised ?? random.int(20, 200) * 100;
  reward(world, scene, {
    yuan: received,
    at: afterwards(world, sold) + DAY,
    memo: random.pick(['', '往来款', '劳务费', '谢']),
  });
  const told = {
    kind: 'disguised-words',
    expects: 'medium',
    received,
    how: words,
  } as const;
  return story(scene, promised === undefined ? told : { ...told, promised });
}
