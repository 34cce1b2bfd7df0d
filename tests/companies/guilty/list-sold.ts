import { LIST } from '../lines/list.ts';
import { nightTime, workTime } from '../money.ts';
import { DAY, MINUTE, money } from '../record.ts';
import type { Scene } from '../scene.ts';
import { afterwards, beneficiary, reward, setScene } from '../scene.ts';
import { sayMoney } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** The customer list is exported, sent to the competitor's contact, and paid for. No deal need follow. */
export function listSold(world: World): Story {
  const { random, sink } = world;
  const scene = setScene(world, 1, { relation: 'competitor' });
  const { employee } = scene;
  const count = random.int(60, 900);
  const yuan = random.pick([1500, 2000, 3000, 5000, 6800, 10_000, 12_000]);
  const script = random.pick(LIST);
  const { at: said, words } = tell(world, scene, script, scene.at, { a: sayMoney(random, yuan), n: String(count) });
  const exported = random.chance(0.7) ? nightTime(world, said + DAY) : workTime(world, said + DAY);
  const device = { device: `PC-${random.digits(4)}`, ip: `10.2.3.${random.int(2, 250)}` };
  const body = {
    employee: employee.party,
    action: random.pick(['export', 'export', 'download']),
    resource: random.pick(['crm.customer', '客户列表']),
    count,
    ...device,
  };
  sink.add('access', exported, body, { source: 'crm' });
  send(world, scene, exported + random.int(2, 300) * MINUTE, count);
  reward(world, scene, {
    yuan,
    at: afterwards(world, exported),
    memo: random.pick(['资料费', '', '咨询费', '数据服务', '劳务']),
  });
  return {
    kind: 'list-sold',
    employee: employee.ref,
    beneficiary: beneficiary(scene.outside),
    customers: [],
    promised: money(yuan),
    received: money(yuan),
    expects: scene.isKnown ? 'strong' : 'medium',
    how: words,
  };
}

function send(world: World, { employee, outside }: Scene, at: number, count: number): void {
  const { random, sink, channel } = world;
  const name = random.pick([
    '客户明细.xlsx',
    `客户名单${count}条.xlsx`,
    '副本 资料.zip',
    '2025客户联系表.csv',
    '照片.rar',
  ]);
  if (random.chance(0.3)) {
    const mail = {
      from: employee.on.email,
      to: [outside.contact.on.email],
      subject: random.pick(['资料', '无主题', '你要的']),
      text: `附件:${name}`,
    };
    sink.add('email', at, mail, { source: 'mail' });
    return;
  }
  const [from, to] = [employee.on[channel], outside.contact.on[channel]];
  const body = { conversation: `${from.ref}_${to.ref}`, from, to: [to], form: 'file', text: name };
  sink.add('chat', at, body, { source: channel });
}
