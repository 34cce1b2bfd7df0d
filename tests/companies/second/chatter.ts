import { play } from './stage.ts';
import type { World } from './world.ts';

/** What is said in any trade between an employee and a customer, none of it wrong. */
const common: readonly string[] = [
  `c: 早 在吗
e: 在的{客人} 您说`,
  `c: 报价发我一份
e: 好 {货}还是老规格？
c: 对
e: 五分钟`,
  `c: 能不能再优惠点
e: 已经是底价了 {客人}
c: 隔壁家比你们低三个点
e: 他们不含税吧 我们含13个点专票
c: 哦 我看看`,
  `c: 发票开了没
e: 开了 明天寄 单号晚点给您`,
  `c: 款打了 你查下
e: 财务说到账了 谢谢
c: 好`,
  `e: {客人} 上个月货款还差一笔 麻烦安排
c: 财务请假了 下周一
e: 好的 您记着点`,
  `c: 我们年度返利怎么算
e: 满额2个点 抵货款的 公司统一政策
c: 行`,
  `c: 你们老板姓啥来着
e: 哈哈 您找我就行`,
  `e~voice: 您好，那个{货}明天就能安排上，您那边留个人接一下就好
c: 收到`,
  `c~voice: 我在开车，你把合同发我邮箱吧，我晚上看
e: 好的 注意安全`,
  `c: 有认识做消防的吗 推荐一个
e: 有个客户是做这个的 我问下他愿不愿意
c: 谢啦`,
  `e: {客人} 中秋快乐 给您寄了盒公司定制的月饼
c: 客气了 你也快乐`,
  `c: 加班呢？
e: 是啊 月底冲业绩 提成全靠这几天
c: 辛苦`,
  `c: 介绍客户给你们有奖励吗
e: 有的 公司送500元服务券 老客户都有
c: 那我留意下`,
  `c: 付你个人行不行 对公太麻烦
e: 不行哈 只能打公司账户 不然发票开不了
c: 好吧`,
  `c: 合同章盖错地方了
e: 没事 重新寄一份 我这边作废`,
  `c: 这个月下单晚了 能按上月价吗
e: 我申请一下特价 等领导批
+1 10:10 e: 批了 按老价
c: 👍`,
  `c: 我们换采购了 以后新来的跟你对接
e: 好的 您推我名片
c~card: 名片`,
  `e: 您转的定金5000收到了 收据拍您
e~image: 收据.jpg
c: 好`,
  `c: 你们和别家有啥区别 他们也来找我
e: 售后 我们本地有仓 半天到
c: 嗯 价格别太离谱就行`,
  `c: 你们能不能做三方协议
e: 可以 模板我要一份法务的`,
  `c: 上次欠的样品啥时候给
e: 在路上了 明天`,
  `e: {客人} 双十一满赠 {货}可以凑个单
c: 我算下库存`,
  `c: 你推荐的那个型号停产了？
e: 升级款 参数一样`,
  `c: 质保金能不能先退一半
e: 合同写的一年 我帮您问问`,
  `c~voice: 那个，我跟你讲，上次送来的东西数量不对啊，你查一下
e: 好 我让仓库盘一下
+1 09:05 e: 查了 少一件 今天补`,
  `c: 提前付款有没有折扣
e: 有 现款现货98折 公司政策
c: 那我跟财务说`,
  `e: 麻烦您给个五星评价哈 公司考核
c: 好说`,
  `c: 你们对手昨天来拜访我们了
e: 哈哈 他们报啥价
c: 不能说
e: 理解理解`,
  `c: 你工号多少 我填供应商评价表
e: {工号}`,
  `e: {客人} 方便给我们介绍同行吗 老带新公司有券
c: 行 我群里问问`,
  `c: 你个人微信多少 出差联系方便
e: 公司要求用这个联系 您直接发这就行`,
  `c: 保证金转哪个账户
e: 合同上那个对公户 别转错了
c: ok`,
  `c: 审计要对账函 盖章寄回
e: 收到 财务下周三前寄`,
  `c: 周末有人值班吗
e: 有 打400`,
  `c: 好贵
e: 好货不便宜 哈哈`,
  `e: 贵司的开票资料更新了没
c: 税号没变 地址变了`,
];

const inside: readonly string[] = [
  `k: 中午吃啥
e: 楼下面馆`,
  `k: 周报交了没 催了
e: 马上`,
  `e: {客}的合同走到哪了
k: 法务 明天出来`,
  `k: 这月提成表看了吗 少我两个点
e: 找财务对`,
];

/** Ordinary days: every customer is talked with several times, and colleagues among themselves. */
export function chat(world: World): void {
  const { dice, trade } = world;
  const colleagues = world.employees();
  for (const customer of world.customers()) {
    const { owner, short, buyer } = customer;
    const slots = { 客: short, 客人: buyer.called, 货: dice.pick(trade.goods), 工号: owner.hr.ref };
    const roles = { e: owner, c: buyer, k: dice.pick(colleagues.filter((each) => each !== owner)) };
    for (let visit = dice.int(2, 4); visit > 0; visit--) {
      const own = dice
        .shuffled(trade.talk)
        .slice(0, 2)
        .map(([asked, answered]) => `c: ${asked}\ne: ${answered}`);
      const parts = dice.shuffled([...own, ...dice.shuffled(common).slice(0, 3)]);
      play(world, `# c\n${parts.join('\n')}`, { roles, slots }, dice.int(5, 280));
    }
    if (dice.chance(0.4)) play(world, `# k\n${dice.pick(inside)}`, { roles, slots }, dice.int(5, 280));
    world.book.write('follow-up', 'crm', world.dice.int(5, 250) * 86_400_000 + Date.UTC(2025, 2, 3, 9), {
      customer: customer.crm,
      employee: owner.hr,
      text: `电话回访,客户对${slots.货}有${dice.pick(['新增', '维护', '比价'])}需求`,
    });
  }
}
