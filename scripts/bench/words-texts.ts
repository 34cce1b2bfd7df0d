/** Chinese chat made from a seed: the same messages and terms on every machine. */

const OPENINGS =
  '你好 您好 在吗 早上好 下午好 晚上好 好的 收到 嗯嗯 是的 对的 没问题 不好意思 麻烦你 请问 谢谢 辛苦了 稍等 可以 行 那个 然后 其实 不过 另外 还有 对了 哈哈 明白 了解 抱歉 放心'.split(
    ' ',
  );
const PERSONS =
  '我 你 您 他 她 我们 你们 他们 大家 老板 经理 同事 客户 朋友 师傅 老师 张总 李工 王姐 刘哥 赵经理 财务 仓库 物流 采购 销售 前台 司机 供应商 厂家 对方 领导 助理 会计 工程师 设计师 业务员'.split(
    ' ',
  );
const TIMES =
  '今天 明天 昨天 后天 上午 下午 晚上 刚才 现在 马上 一会儿 下周 上周 这个月 下个月 月底 年底 周一 周二 周三 周四 周五 周末 早上八点 中午 下班以后 开会之前 过几天 最近 以后 去年 今年'.split(
    ' ',
  );
const VERBS =
  '看一下 确认 发给 安排 处理 准备 联系 通知 检查 修改 更新 提交 审批 打印 签字 付款 开票 发货 收货 退货 换货 报价 比较 讨论 商量 考虑 决定 解释 介绍 推荐 预订 取消 延期 提醒 跟进 回复 转发 下载 上传 整理 统计 核对 登记 拜访 接待 出差 开会 培训 测试 安装 维修 更换 下单 排产 打样 验收 催一下 帮忙问问 知道 觉得 希望 需要 记得 喜欢 担心 相信'.split(
    ' ',
  );
const THINGS =
  '合同 报价单 发票 订单 样品 产品 图纸 方案 材料 价格 数量 质量 交期 货款 定金 尾款 运费 税点 规格 型号 颜色 尺寸 包装 说明书 证书 报告 表格 名单 资料 文件 邮件 电话 微信 地址 快递 单号 车票 机票 酒店 房间 会议室 餐厅 午饭 晚饭 咖啡 礼品 活动 展会 项目 进度 问题 情况 原因 结果 意见 建议 计划 预算 成本 利润 市场 竞争 需求 系统 软件 账号 密码 网络 电脑 打印机 手机 设备 机器 零件 配件 工具 仓库 车间 工厂 办公室 门口 停车场 地铁站 医院 学校 银行 超市 公园 孩子 家人 天气 空调 身体 感冒 假期 工资 考勤 制度 流程 标准 要求 条件 服务 售后 投诉 反馈 评价 照片 视频 录音 记录 返点 回扣 佣金 私单 红包 现金 转账 加微信 介绍费 好处费'.split(
    ' ',
  );
const ENDINGS =
  '吧 吗 呢 啊 哦 了 的 就行 可以吗 怎么样 好不好 行不行 没有 对吧 谢谢 辛苦 哈 呀 啦 再说 不着急 越快越好 麻烦了 随时联系 到时候见'.split(
    ' ',
  );
const JOINTS =
  '的 和 跟 把 给 让 帮 请 要 会 能 想 先 再 也 都 还 就 才 已经 可能 应该 一定 不 没 别 因为 所以 但是 如果 虽然 除了 关于 按照 通过 根据 为了 比较 非常 特别 有点 差不多 大概 一起 重新 尽快 直接'.split(
    ' ',
  );
const SENTENCES =
  '这个价格已经是最低了，不能再少了|麻烦把地址和电话发我一下|我这边没有收到，你再发一遍吧|今天太忙了，明天一早给您回复|您看一下附件，有问题随时联系我|货已经发出去了，预计三天后到|会议改到下午三点，请大家准时参加|上次说的那个事情怎么样了？|好的，我先问问仓库还有没有现货|发票抬头和税号麻烦提供一下|周末有空的话一起吃个饭吧！|天气预报说明天有雨，出门记得带伞|这批货的质量不太稳定，需要检查一下|客户那边催得很急，能不能提前两天？|合同盖章以后寄两份给我们|对不起，刚才在开车，没看到消息|方便的话加个微信，我把资料发给您|请问你们公司在哪里？怎么坐车过去？|这款有黑色和白色两种，您要哪一种？|付款以后一般七个工作日左右发货|他们家的服务态度很好，环境也不错|我想找一家人均一百左右的餐馆|附近有什么好玩的景点推荐吗？|那我们就这样定了，合作愉快'.split(
    '|',
  );
const BETWEEN = ['，', '，', '，', '，', '，', '。', '。', '！', '、', '？', ' ', '～'];
const BEHIND = [
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '。',
  '。',
  '。',
  '？',
  '？',
  '！',
  '！',
  '…',
  '[微笑]',
  '😊',
  '👍🏻',
  '~',
  ' OK',
  ' 13.5%',
  ' 138-0000-0000',
  '谢谢',
];

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

export function makeMessages(seed: number, count: number): readonly string[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    let text = random() < 0.4 ? pick(random, OPENINGS) + pick(random, BETWEEN) : '';
    for (let clauses = 1 + Math.floor(random() * 4); clauses > 0; clauses--) {
      text += random() < 0.2 ? pick(random, SENTENCES) : clause(random);
      if (clauses > 1) text += pick(random, BETWEEN);
    }
    return text + pick(random, BEHIND);
  });
}

function clause(random: () => number): string {
  const words = [PERSONS, TIMES, JOINTS, VERBS, PERSONS, JOINTS, THINGS, ENDINGS];
  return words.map((kind) => (random() < 0.62 ? pick(random, kind) : '')).join('');
}

/** How many terms are cut out of the messages, whatever the number of terms: sizes compare tables, not hits. */
const OCCURRING = 200;

/**
 * Different terms of 2 to 6 characters. The first 200 stand somewhere in the messages; the others are put together from
 * the 3,755 characters of GB 2312 level 1 and occur by chance.
 */
export function makeTerms(seed: number, count: number, messages: readonly string[]): readonly string[] {
  const random = randomFrom(seed);
  const han = /^\p{Script=Han}{2,}$/u;
  const characters = levelOne();
  const terms = new Set<string>();
  while (terms.size < count) {
    const length = pick(random, [2, 2, 2, 3, 3, 4, 4, 5, 6]);
    if (terms.size >= OCCURRING) {
      terms.add(Array.from({ length }, () => pick(random, characters)).join(''));
      continue;
    }
    const message = pick(random, messages);
    const at = Math.floor(random() * Math.max(1, message.length - length));
    const cut = message.slice(at, at + length);
    if (han.test(cut)) terms.add(cut);
  }
  return [...terms];
}

function levelOne(): readonly string[] {
  const decoder = new TextDecoder('gb18030');
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) bytes.push(row, cell);
  }
  return [...decoder.decode(Uint8Array.from(bytes))];
}
