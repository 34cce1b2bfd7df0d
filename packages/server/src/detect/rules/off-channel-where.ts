import type { Phrase } from '../phrases/phrase.ts';
import { hint, plain } from '../phrases/phrase.ts';

const firm = { firm: true } as const;
const WATCHED = '提到这里的话会被公司看到或留存';

/** That what is said here is kept or read, and where to go instead. */
export const offChannelWhere: readonly Phrase[] = [
  hint(WATCHED, '<oc-ours|oc-here|oc-group> ~ <oc-record>', { ...firm, weight: 6 }),
  hint(WATCHED, '<oc-watcher> ~ <oc-record>', {
    ...firm,
    weight: 6,
    unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>'],
  }),
  hint(WATCHED, '<you-all> ~ 存档|监控|监听|录音|翻聊天|会话|审计|质检|抽检|抽查|录下来|会录|截屏|存着|备份', {
    ...firm,
    weight: 5,
    unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>', '<oc-watcher> ~ <oc-record>'],
  }),
  hint(WATCHED, '<oc-chat> ~ <oc-record>', {
    ...firm,
    weight: 6,
    unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>', '<oc-watcher> ~ <oc-record>'],
  }),
  hint('提到会话存档、敏感词', '会话存档|敏感词|聊天存档|会话审计|聊天审计', {
    ...firm,
    weight: 5,
    unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>'],
  }),
  hint('说什么都会留下', '说啥|说什么|啥|什么|每句话|每一句|全部|全 都 留|录|存|记|看|能看|进|传', {
    ...firm,
    weight: 5,
    unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>'],
  }),
  hint('提到正在抽查会话', '抽|抽到|抽查|查|翻 [我|我的|我们] 会话|聊天|记录|手机', {
    ...firm,
    weight: 5,
    unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>', '<oc-watcher> ~ <oc-record>'],
  }),
  hint('说查不到、看不到', '<oc-watcher|us|you-all|oc-hidden|oc-chat|oc-there> ~ <oc-unfound>', { ...firm, weight: 6 }),
  hint('说没人会查', '没人|没有人|谁也不|谁都不 ~ 查|查到|翻|管|看|盯|听|听见|想到|知道', {
    ...firm,
    weight: 5,
    unless: ['<oc-watcher|us|you-all|oc-hidden|oc-chat|oc-there> ~ <oc-unfound>'],
  }),
  hint('提到检查组正在查', '<oc-auditor> 进驻|来了|在查|进场|下来|来查|来人|要来', { ...firm, weight: 4 }),
  hint('提到私人或另外的联系渠道', '<oc-hidden>', { ...firm, weight: 5 }),
  hint('提到另外的号码或设备', '<oc-other> [那|的|那个|那部] <oc-device>', {
    ...firm,
    weight: 5,
    unless: ['<oc-hidden>'],
  }),
  hint('提到亲属的号码或手机', '<relative> [的|那个|名下的|名下] <oc-phone>', { ...firm, weight: 6 }),
  hint('要求换到该渠道', '<oc-move> [个|一个|你|我|您|我的|你的|您的] <oc-hidden|oc-ghost>', { ...firm, weight: 2 }),
  plain('要求用阅后即焚或境外加密软件', '<oc-move> [个|一个|你|我|您] <oc-ghost>', firm),
  hint('提到加密或阅后即焚', '<oc-ghost>', firm),
  hint('提到换微信、见面或电话说', '<oc-chat|oc-meet>', {
    ...firm,
    weight: 4,
    unless: ['<oc-hidden>', '<relative> [的|那个] <oc-phone>'],
  }),
  hint('要求挪到别处', '<oc-shift> [到|去] <oc-there> [去|上|说|聊|谈]', { ...firm, weight: 4 }),
  hint('要求到别处去说', '到|去|来|约|出了|在 说|聊|谈|讲|唠|见|碰', {
    ...firm,
    weight: 4,
    unless: ['<oc-chat|oc-meet>', '<oc-hidden>', '<oc-car> ~ <oc-talk>'],
  }),
  hint('要求换号或换软件', '换|用的是 手机|软件|聊天软件|号|139|卡|平台|app|方式|号码|那个|联系方式', {
    weight: 4,
    unless: ['<oc-chat|oc-meet>', '<oc-hidden>'],
  }),
  hint('要求换号或换软件', '用 [我|我的|我那个|咱|那个|个] 软件|聊天软件|139|那个号|app', {
    weight: 4,
    unless: ['<oc-chat|oc-meet>', '<oc-hidden>'],
  }),
  hint('要求换联系方式', '联系方式 换', { ...firm, weight: 5 }),
  hint('要求到车里等处单独说', '<oc-car> ~ <oc-talk>', { ...firm, weight: 6 }),
  hint('给亲属的联系方式', '<oc-move> [我|我的] <relative|oc-kin> 的', {
    ...firm,
    weight: 5,
    unless: ['账户|卡|账号', '<relative> [的|那个|名下的|名下] <oc-phone>'],
  }),
  hint(
    '要求电话、微信都不用',
    '不|别|甭 通电话|打电话|发微信|发消息|加微信|短信 ~ 不|别|甭 通电话|打电话|发微信|发消息|加微信|短信|打',
    { ...firm, weight: 8 },
  ),
  hint('派人传话', '让|叫 [我|我家|你] 司机|秘书|助理|中间人|快递|小哥|孩子|徒弟|师傅 ~ 带|捎|传|送|来|告诉', {
    ...firm,
    weight: 5,
  }),
  hint('写在手上', '抄|写 [在] 手上|手心|手背|手掌', { ...firm, weight: 7 }),
  hint('用约好的渠道', '约好的|说好的|约定的|咱定的 [那个] 软件|号|地方|方式|暗号', { ...firm, weight: 6 }),
  hint('打住话头', '不聊了|到此为止|打住|别聊了|别说了|停停停|先别说|快别说|话题到此', { ...firm, weight: 3 }),
  hint('要求不落到网上、纸上', '不能|别|不要|不可|甭 上 网|纸|屏|手机|线|台面|微信', { ...firm, weight: 6 }),
  hint('只能用嘴', '上嘴|走嘴|过嘴|用嘴|拿嘴|嘴对嘴|耳朵听', { ...firm, weight: 4 }),
  hint('另开了号', '新开|新办|新弄|重新开|另开|另办 [了] [一|个|一个] 号|微信|卡|账号', { ...firm, weight: 5 }),
  hint('工作号会被收回查看', '离职|交接|收回|上交 ~ 记录|聊天|手机|号|看得到', { ...firm, weight: 3 }),
];
