import { offChannelWords } from '../lexicon/off-channel.ts';
import { against, hint, plain } from '../phrases/phrase.ts';
import { defineTextRule } from '../rule.ts';

const firm = { firm: true } as const;
const watched = '提到这里的话会被公司看到或留存';

export const offChannel = defineTextRule({
  id: 'off-channel-move',
  kind: 'off-channel',
  version: 1,
  title: '为避开留存而换到别的渠道',
  severity: 'medium',
  blindSpots: ['语音、图片、文件和转发的聊天记录不看', '引用他人原话的部分不看'],
  lexicon: offChannelWords,
  examples: [],
  phrases: [
    // That what is said here is kept or read.
    hint(watched, '<oc-ours|oc-here|oc-group> ~ <oc-record>', { ...firm, weight: 6 }),
    hint(watched, '<oc-watcher> ~ <oc-record>', {
      ...firm,
      weight: 6,
      unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>'],
    }),
    hint(watched, '<you-all> ~ 存档|监控|监听|录音|翻聊天|会话|审计|质检|抽检|抽查|录下来|会录|截屏|存着|备份', {
      ...firm,
      weight: 5,
      unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>', '<oc-watcher> ~ <oc-record>'],
    }),
    hint(watched, '<oc-chat|oc-phone> ~ <oc-record>', {
      ...firm,
      weight: 4,
      unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>', '<oc-watcher> ~ <oc-record>'],
    }),
    hint('提到会话存档、敏感词', '会话存档|敏感词|聊天存档|会话审计|聊天审计', {
      ...firm,
      weight: 5,
      unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>'],
    }),
    hint('说什么都会留下', '说啥|说什么|啥|什么|每句话|每一句|全部|全 都 留|录|存|记|看|能看', {
      ...firm,
      weight: 5,
      unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>'],
    }),
    hint('提到正在抽查会话', '抽|抽到|抽查|查|翻 [我|我的|我们] 会话|聊天|记录|手机', { ...firm, weight: 5 }),
    hint('说查不到、看不到', '<oc-watcher|us|you-all|oc-hidden|oc-chat|oc-there> ~ <oc-unfound>', {
      ...firm,
      weight: 6,
    }),
    hint('说没人会查', '没人|没有人|谁也不|谁都不 ~ 查|查到|翻|管|看|盯|听|听见|想到|知道', { ...firm, weight: 5 }),
    hint('提到检查组正在查', '<oc-auditor> 进驻|来了|在查|进场|下来|来查|来人|要来', { ...firm, weight: 4 }),
    // Where to.
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
    hint('提到换微信、见面或电话说', '<oc-chat|oc-meet|oc-car>', {
      ...firm,
      weight: 4,
      unless: ['<oc-hidden>', '<relative> [的|那个] <oc-phone>'],
    }),
    hint('要求挪到别处', '<oc-shift> [到|去] <oc-there> [去|上|说|聊|谈]', { ...firm, weight: 4 }),
    hint('要求到车里等处单独说', '<oc-car> ~ <oc-talk>', { ...firm, weight: 3 }),
    // Not here.
    hint('说在这里不便讲', '<oc-here|oc-ours|oc-chat> ~ <oc-not-say>', { ...firm, weight: 6 }),
    hint('要求不写在纸上', '纸上|纸面|单子上|微信上|屏幕上 别|不|甭|不要|不能 落|写|留|出现', { ...firm, weight: 4 }),
    hint('说在这里不便讲', '<oc-not-say> ~ <oc-here>', { ...firm, weight: 4 }),
    hint('说在群里不便讲', '<oc-group> ~ <oc-not-say>', { ...firm, weight: 4 }),
    hint('说这是工作用的号', '这个|这 [号|微信] 是 [我|我的] 工作的|公司的|单位的|公家的|店里的', {
      ...firm,
      weight: 5,
    }),
    hint(
      '要求离开单位再联系',
      '出了|离开|出 [这|这个] 厂|公司|单位|店|楼|院|校|屋|门|房间|大门|这儿 [门] [我|我们|咱] 再|以后|之后|跟你|跟您',
      { ...firm, weight: 5 },
    ),
    hint('说不在这里谈', '不|别|甭 跟你|跟您|和你|跟我 [在] <oc-here> <oc-talk>', { ...firm, weight: 6 }),
    hint('让亲属传话', '找|问|联系|告诉|跟|让|叫 [我|你] <relative|oc-kin> ~ 传|转告|带话|捎|加我|联系|转达|中转', {
      ...firm,
      weight: 6,
    }),
    hint('要求不直接联系', '不|别|不要|不能|甭 直接 联系|找|加|打|接触|见|发', { ...firm, weight: 5 }),
    hint('公开与私下分开谈', '这边|这儿|这里|这个号|企微 聊|说|谈|讲|只 ~~ 那边|那头|那个号|那儿|另一个 聊|说|谈|讲', {
      ...firm,
      weight: 8,
    }),
    hint('公开与私下分开谈', '在 <oc-ours|oc-group> [里|上] ~ 私下|背后|另外|私底下', { ...firm, weight: 4 }),
    plain('要求在没有监控的地方', '没|没有|没装|避开|躲开 [个] 摄像头|监控|探头 [的] 地方|角落|路段|房间|屋', firm),
    hint('要求在没人的地方', '没人|僻静|没外人|清净|偏一点|隐蔽|安静 的 地方|地儿|角落|包间', { ...firm, weight: 5 }),
    hint('说真话不在这里', '真事|真事儿|正事|真话|实话|真格的|实底 ~ 不在|不走|不放|不上', { ...firm, weight: 5 }),
    hint('要求不截图不转发', '<oc-dont> 收藏|截图|截屏|转发|保存|外传|转', { ...firm, weight: 5 }),
    hint('说留档的场合只讲场面话', '<oc-record> 的地方|的场合|的时候|的东西', { ...firm, weight: 3 }),
    hint('提到监控、录音或留存', '<oc-eye>', {
      ...firm,
      weight: 6,
      unless: [
        '<oc-ours|oc-here|oc-group> ~ <oc-record>',
        '<oc-watcher> ~ <oc-record>',
        '<oc-spot> ~ <oc-recorder>',
        '<you-all> ~ 存档|监控|监听|录音|翻聊天|会话|审计|质检|抽检|抽查|录下来|会录|截屏|存着|备份',
        '<oc-chat|oc-phone> ~ <oc-record>',
        '<oc-here|oc-ours|oc-chat> ~ <oc-not-say>',
      ],
    }),
    hint('说多说不好', '说多了|聊深了|聊多了|讲多了|说深了|写多了 [就|会|都] 不好|不合适|违规|麻烦|出事|被|危险', {
      ...firm,
      weight: 5,
    }),
    hint('说自己不出面', '我不出面|我不露面|别提我|不要提我|不方便出面|我不方便出面|不好出面|我不好出面|我不参与', {
      ...firm,
      weight: 5,
    }),
    hint('让亲属出面', '让|叫|由 [我] <relative|oc-kin> [来|去] 加|联系|找|跟|和 你|您|我', { ...firm, weight: 4 }),
    hint('说话只能口耳相传', '不能|别|不要|不可 [到|上|落到|留在|出现在] 屏幕|屏幕上|纸上|手机上|文字上|聊天里', {
      ...firm,
      weight: 6,
    }),
    hint('说话只能口耳相传', '只 [能|许] ~ 耳朵|嘴里|口传|口头|咱俩知道', { ...firm, weight: 5 }),
    hint(
      '提到有人因聊天记录出事',
      '栽|出事|翻车|折|吃亏|倒霉|进去了 [在|到] 聊天记录|微信|记录|截图|这上面|录音|文字',
      { ...firm, weight: 6 },
    ),
    hint('推到以后再说', '等 ~ 再说|再聊|再谈|再跟你说|再跟您说|再细说', { ...firm, weight: 4 }),
    hint('装作不认识', '装|假装|当 不认识|不熟|没见过', { ...firm, weight: 5 }),
    hint('把东西写好藏在某处', '写|夹|塞|压|放|藏 [在] ~ 底下|背面|反面|夹层|缝里|书里|册子里|盒里', {
      ...firm,
      weight: 5,
    }),
    hint('把对话挪走', '对话|聊天|咱俩的|这些话|话 挪到|搬到|转到|换到|移到', { ...firm, weight: 6 }),
    hint('说会被系统抓到', '会被|老被|总被|要被|被 [系统|公司|平台|后台|机器人] 抓|扫|查|录|标记|判|监听|监控|审', {
      ...firm,
      weight: 6,
      unless: [
        '<oc-ours|oc-here|oc-group> ~ <oc-record>',
        '<oc-watcher> ~ <oc-record>',
        '<oc-eye>',
        '省得|免得|怕|以免|避免|万一|小心|别 [再] 被',
      ],
    }),
    hint(
      '说经常被查手机',
      '天天|老|总|经常|随时|每周|最近|正在|科里|院里 查|翻|看 [我们|我|大家] 手机|微信|聊天|通讯录',
      { ...firm, weight: 6 },
    ),
    hint('说会出事', '出大事|出事|麻烦大|完蛋|要命|吃不了兜着走|担不起|饭碗|丢工作|写检讨|请去喝茶', {
      ...firm,
      weight: 3,
    }),
    hint('要求不带任何设备', '设备|手表|录音笔|电子产品|电子设备 ~ 别带|别戴|不带|不戴|放下|留外面', {
      ...firm,
      weight: 7,
    }),
    hint('这里只发表面的', '<oc-here|oc-chat|oc-ours> 光|只|就 发 表情|客气话|早安|资料|问候|官话', {
      ...firm,
      weight: 6,
    }),
    hint('说群里有管理的人', '群主 是 [我们|咱们|你们] <oc-watcher>', { ...firm, weight: 4 }),
    hint('说群里有管理的人', '<oc-watcher> [都|也|还] 在 里头|里面|群里|这里|上面|这个群', {
      ...firm,
      weight: 6,
      unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>'],
    }),
    hint('要求退群', '你先|先|你|咱 退 [了|群|出]', { ...firm, weight: 2 }),
    hint('约私下碰面', '咱|咱们|咱俩 ~ 碰|见|坐坐|走走|散步', { ...firm, weight: 3, unless: ['<oc-meet>'] }),
    hint('说马上撤回', '撤回|秒撤|马上撤|一会撤|待会撤|等下撤|就撤', { ...firm, weight: 3 }),
    hint('要求只记在脑子里', '记脑子里|记在脑子|记心里|记在心里|用脑子记|背下来|记住就行', { ...firm, weight: 6 }),
    hint('要求不联系本人', '别|不要|甭 [再] 联系我|找我|打我|来我办公室', { ...firm, weight: 3 }),
    hint('传递纸条', '夹|塞|传|递 [个|张] 条子|纸条|字条|小纸片', { ...firm, weight: 8 }),
    hint('说开着免提或有同事在', '免提|外放', { ...firm, weight: 3 }),
    hint('说开着免提或有同事在', '同事|领导|别人|主任|经理 都在|在旁边|在边上|也在|在跟前', { ...firm, weight: 4 }),
    hint('要求小声', '小点声|小声|轻点声|声音小|压低', { ...firm, weight: 3 }),
    hint('用老办法联络', '老法子|老办法|老路子|老规矩|老渠道', { ...firm, weight: 3 }),
    hint('不提那件事', '别提|甭提|不提|莫提 [那个|这个] 名字|那茬|钱|人名|价|价钱|数|那个', { ...firm, weight: 4 }),
    hint('说旁边有人', '旁边|边上|身边|屋里 [有没] 有人|有没有人|有没有领导|有同事|有领导|有外人', {
      ...firm,
      weight: 4,
    }),
    hint('说截图外流', '截图 ~ 漏|传出|流出|外传|泄', { ...firm, weight: 4 }),
    hint('要求只用嘴说', '只用嘴|只动嘴|只拿嘴|动嘴不动手|动嘴别动手|只说一遍|说一遍|嘴上告诉|话到嘴边|靠嘴', {
      ...firm,
      weight: 6,
    }),
    hint('要求不带手机', '别带|不带|不动|别拿|别碰|甭带 [着] 手机', { ...firm, weight: 6 }),
    hint('要求不写数', '数|数字|价|价格|数儿 ~ 不发|不写|别写|别发|不打', { ...firm, weight: 4 }),
    hint(
      '要求不用公司渠道',
      '<oc-dont> [在|往|用|走|拿|发|打|通过|从] [你们|你|您|我|单位的|单位|公司的|公司|供应商] <oc-ours|oc-media|us|you-all> <oc-put>',
      { ...firm, weight: 6 },
    ),
    hint('要求不用公司渠道', '<oc-ours|oc-here> <oc-dont> <oc-put>', { ...firm, weight: 6 }),
    hint('要求不用公司渠道', '<oc-dont> [发|打|用|走|抄|回|留] <oc-ours>', {
      ...firm,
      weight: 6,
      unless: [
        '<oc-dont> [在|往|用|走|拿|发|打|通过|从] [你们|你|您|我|单位的|单位|公司的|公司|供应商] <oc-ours|oc-media|us|you-all> <oc-put>',
      ],
    }),
    hint(
      '要求不在这里说',
      '别|不要|甭|莫|不能|不许|休|不在|别再 [在|往|用|到|从] 微信|微信上|微信里|手机上|手机|电话里|这里|这儿|这上面|这上头|系统里|系统|平台上|平台|公司的群里|单位|单位的|公司|工作号|这个号 [上|里] [给|跟|和|对] [我|他|她] <oc-put>',
      { ...firm, weight: 4 },
    ),
    hint('要求不回、不打', '别|不要|甭|莫|不许 [再] 回|打|发 [我|给我] 微信|电话|短信|语音|手机', {
      ...firm,
      weight: 4,
    }),
    hint('要求只口头或比划', '不出声|别出声|不写字|别写字|不写|别写|别说出口|不说出来 & <oc-mime>', {
      ...firm,
      weight: 6,
    }),
    hint(
      '要求另建没有某人的群',
      '另开|另建|另拉|重新拉|再拉|再建|拉|建 [一|个|你] 一个|个|群|小群 ~ 没|没有|别拉|只有|不带|就咱|咱仨|咱俩',
      { ...firm, weight: 6 },
    ),
    hint('说工作渠道有公司的人', '群|这里|这边 [里|里面] 有 [你们|我们|咱们] <oc-watcher|us|you-all|oc-auditor>', {
      ...firm,
      weight: 5,
    }),
    hint('说这里是给公司看的', '留给|给|让 公司|领导|他们|老板|上面 看', { ...firm, weight: 5 }),
    hint('说出了门不认', '出了|出 [这|这个|那] 门 ~ 不认|没听见|没说过|当没|忘', { ...firm, weight: 7 }),
    hint('说过后不认', '不认账|我不认|当我没说|就当没说过|就当没说|没说过这话|没谈过|没聊过|当没看见', {
      ...firm,
      weight: 5,
    }),
    hint('要求关掉录音再谈', '录音|监控|摄像头|录制|录像|录屏|记录仪 [先] 关|关了|关掉|停|停了|关上 ~ <oc-talk>', {
      ...firm,
      weight: 10,
    }),
    hint('提到此处有监控或录音', '<oc-spot> ~ <oc-recorder>', {
      ...firm,
      weight: 6,
      unless: ['<oc-ours|oc-here|oc-group> ~ <oc-record>'],
    }),
    hint('教人伪装联系人', '备注|存我|存我号|存我的号|头像|验证 ~ 写|存成|填|改成|当成', { ...firm, weight: 3 }),
    hint('提到会查手机或通讯录', '<oc-watcher|us|you-all> ~ 查|抽查|翻|看 [我|我们|大家|你] 通讯录|手机|微信|朋友圈', {
      ...firm,
      weight: 6,
    }),
    hint('只剩自己人的群', '只有|就 咱俩|咱仨|咱们俩|咱们仨|咱几个|我们俩|我俩|你我', { ...firm, weight: 4 }),
    hint('要求改用语音', '以后|今后|往后|下次 [都|就] 用语音|走语音|发语音|打语音|打电话|语音', { ...firm, weight: 4 }),
    hint('说文字太直白', '太直白|太明显|太露骨|太直接|太显眼', { ...firm, weight: 2 }),
    hint('问有没有人看', '有人|别人|有没有人|会不会有人 看|听|查|盯 没|吗|不|吧|么', { ...firm, weight: 5 }),
    hint('不敢多说', '不敢多说|不敢说|不便多说|不好说|不敢讲|不多说|先不说了|不说了|先不聊', {
      ...firm,
      weight: 4,
      unless: ['<oc-here|oc-ours|oc-chat> ~ <oc-not-say>'],
    }),
    hint('要求连一个字都不发', '<oc-here|oc-chat|oc-phone> [上|里] 连|一个字|任何|什么 ~ 别|不发|不说|不写|甭', {
      ...firm,
      weight: 7,
    }),
    hint('要求不登记行踪', '别|不|不用|不要|甭 登记|预约|报备|走前台|写日程|走日程|走公司日程|录系统|访客登记', {
      ...firm,
      weight: 5,
    }),
    hint('提到电脑、网络被监管', '电脑|手机|软件|网络|vpn|wifi|邮件 ~ <oc-record>', {
      ...firm,
      weight: 5,
      unless: ['<oc-ours|oc-here> ~ <oc-record>'],
    }),
    hint(
      '怕被查到',
      '省得|免得|怕|以免|避免|万一|小心|别 [再] 被 [人|人家|他们|你们|领导|公司|老板] 审|查|搜|翻|抓|录|截|看见|看到|发现|逮|盯|知道|调|扫|听',
      { ...firm, weight: 6 },
    ),
    hint(
      '怕被公司看到',
      '被|让 [你们|我们] <oc-watcher|oc-colleague> [的人] 截屏|截图|看到|看见|发现|录|查|翻|听|晓得|知道',
      { ...firm, weight: 4 },
    ),
    hint('不要书面', '书面|文字|邮件|纸质|白纸黑字 [的] [就|都] 免|免了|算了|不要|别|省|不搞|不弄', {
      ...firm,
      weight: 6,
    }),
    hint('提到会留痕', '留痕|留痕迹|留下痕迹|留下把柄|有痕迹|留尾巴', {
      ...firm,
      weight: 5,
      unless: ['<oc-dont|oc-lest> ~ <oc-type>', '<oc-no> <oc-type>', '<oc-ours|oc-here> ~ <oc-record>'],
    }),
    hint('怕发文字', '发|打|写 文字|字|微信 [我] 心慌|慌|怕|不踏实|睡不着|紧张|危险|不放心', { ...firm, weight: 6 }),
    hint(
      '要求不在群里说',
      '<oc-dont> 在 [公司|公司的|这个|大|你们|我们|咱们] <oc-group> [里] 说|讲|聊|谈|提|问|露头|冒头|吱声|出现|回',
      { ...firm, weight: 4 },
    ),
    hint('说不在这里谈', '不 在 [公司|公司的|你们] <oc-here|oc-ours|oc-group> [里|上] 说|说了|讲|聊|谈|提|唠', {
      ...firm,
      weight: 6,
    }),
    hint('要求号码不属于公司', '不是 公司|单位|你们公司|院里|学校 发|配|给 [的]', { ...firm, weight: 6 }),
    hint('不让某人进群', '别|不|甭 [把|让] [你们|我们] <oc-watcher> 拉|进|加|拉进来|进来|进群', { ...firm, weight: 5 }),
    hint('派人传话', '让人|派人|托人|叫人 ~ 当面|找|送|带|捎|传', { ...firm, weight: 4 }),
    hint('说别人翻到也不要紧', '<oc-watcher|oc-colleague> 翻到|看到|查到|问起 也|都', { ...firm, weight: 3 }),
    hint('以后的事都换地方谈', '以后|今后|往后|后头|后面 ~ <oc-topic> ~ 在|走|用|只|都|全', { ...firm, weight: 3 }),
    hint('说耳目多', '隔墙有耳|有耳朵|有眼线|人多眼杂|耳目|眼线|有内鬼|嘴杂', { ...firm, weight: 5 }),
    hint('问对方用的是否公司渠道', '是 [个|不是] <oc-ours> 吧|吗|么|不', { ...firm, weight: 5 }),
    hint('停用公司渠道', '<oc-ours> [先|你先|给我|那头] 挂|挂了|退了|卸了|别用|不用了|删了|关了|解散|退掉', {
      ...firm,
      weight: 5,
    }),
    hint('在这里装不知道', '<oc-here> ~ 不知道|装不知道|装不懂|装不认识|装傻', { ...firm, weight: 4 }),
    hint('当作别的事来聊', '当 [是|成|作] 买|卖|聊|谈|朋友|亲戚 ~ 聊|说|谈|讲', { ...firm, weight: 3 }),
    hint('责怪在公司渠道上说', '咋|怎么|又|还 ~ 在 <oc-ours> [上|里] <oc-put>', { ...firm, weight: 6 }),
    hint('公司渠道只装样子', '<oc-ours|oc-here|oc-group|oc-record> ~ <oc-fake>', { ...firm, weight: 6 }),
    hint('公司渠道只谈表面的', '<oc-ours|oc-here|oc-group> [以后|咱|我|我们] 只|就|光|只能|只好 <oc-talk>', {
      ...firm,
      weight: 5,
    }),
    hint('这类话只在别处讲', '只|都|就|才|只敢|只能|只许|统统 [在|用|走|打] <oc-hidden|oc-meet>', {
      ...firm,
      weight: 4,
    }),
    // Nothing in writing.
    plain('要求不打字、不留字据', '<oc-dont> [给我|再|跟我|用|在手机上|在微信上|在这] <oc-type>', {
      ...firm,
      unless: ['不会 <oc-type>'],
    }),
    plain('要求不留字据', '<oc-no> [给我|任何|什么] <oc-trace>', firm),
    plain('要求不留痕迹', '省得|免得|怕|不想|会|以免 <oc-type>', firm),
    hint('要求不写也不发语音', '语音|电话|短信|微信|文字 [都|就] 也别|也甭|也不要|都别|别 [打|发|写|留|回]', {
      ...firm,
      weight: 6,
    }),
    plain('要求一个字不留', '一个字|半个字|一字|片纸 [都|也] 不留|别留|不写|别写|不提|别提|不能留|不能提', firm),
    hint('说文字会成为证据', '白纸黑字|打字|文字|写下来|截图|聊天记录|微信 ~ 证据|把柄|呈堂|不认账|不认|恢复', {
      ...firm,
      weight: 6,
    }),
    hint(
      '要求看完即清',
      '看完|看了|看过|听完|读完|收到|写完|发完|聊完|说完 ~ 当没看见|没看见|清|删|撤|销|烧|撕|就没了|扔|丢|格式化',
      { ...firm, weight: 5 },
    ),
    hint('说比聊天记录干净', '比 聊天记录|聊天|微信|打字|电话|企微 干净|安全|稳|保险|稳妥|牢靠', {
      ...firm,
      weight: 6,
    }),
    hint('要求把手机放开', '手机 [都] <oc-phone-away>', { ...firm, weight: 6 }),
    hint('要求把手机放开再谈', '手机 <oc-phone-away> & <oc-talk|oc-meet>', { ...firm, weight: 4 }),
    hint('怕别人察觉', '<oc-lest> <oc-colleague> ~ <oc-notice>', { ...firm, weight: 4 }),
    hint('怕被查', '怕查|怕被查|怕被盯|怕被看到|怕被看见|怕人看见|怕有人|怕人盯|怕隔墙|怕泄露|怕漏', {
      ...firm,
      weight: 5,
    }),
    hint('提到不便公开的事', '<oc-topic>', { ...firm, weight: 4 }),
    hint('提到不便公开的事', '这事|这事儿|这件事|那件事|那件事情|要紧的|重要的|私下|私底下|有些事', {
      ...firm,
      weight: 2,
      unless: ['<oc-topic>'],
    }),
    hint(
      '要求保密',
      '谁也别告诉|别告诉|别跟人说|别声张|嘘|🤫|别往外说|保密|你懂|你懂的|心里有数|谁也没听见|没人听见|偷偷|悄悄',
      { ...firm, weight: 3 },
    ),
    // Orderly meanings.
    against('公司的规定', '<oc-rule> & <oc-hidden|oc-chat|oc-meet|oc-ours>', { weight: -6 }),
    against('自己要留底', '<me|us> [这边|这里|这儿] [得|要|好|需要|需] 留档|留底|归档|备案|存档', { weight: -8 }),
    against('请对方写成书面', '发 [我|个|到|这|这儿] 邮件|文字|书面|这儿|这里 ~ 留档|留底|归档|存档|备案', {
      weight: -8,
    }),
    against('家里人之间的私事', '瞒着|别让|不让|别告诉 [我] 老公|老婆|我妈|我爸|家里|爱人|媳妇|孩子', { weight: -8 }),
    against('拒绝谈这类事', '这两个字|这俩字|这种话|这个事|这事 ~ 说都别说|免谈|别跟我|不听|不接|别再跟', {
      weight: -16,
    }),
    against(
      '规定只能在公司渠道说',
      '不让|不能|不许|不加|不可以|规定 [跟|用|和|私下] [客户|家属|家长] <oc-hidden|oc-chat>',
      { weight: -8 },
    ),
    against('提示通话被录音', '为保证|为了保证|服务质量|介意|请知悉|请放心|您放心|所以您放心|监管要求', { weight: -8 }),
    against(
      '因开车、信号等不便',
      '在开车|开着车|开车呢|正开车|没电|升级|故障|欠费|系统挂|断网|停电|会场|开会|散会|地铁|高铁|电梯|信号差|信号不好|没信号|信号断|太吵|听不清|说不清|打字慢|打字太慢|费劲|上课|手术|图纸|附件|大文件|收不到|打不开|注销|停用|停机|隐私|广告',
      { weight: -7 },
    ),
    against(
      '监控、录音的日常用途',
      '监控|录音|摄像头|录像|双录|探头|质检 ~ 坏|现货|安装|丢|调取|调一下|调出来|异议|权益|规格|盲区|事故|欢迎监督|放心|几楼|哪款',
      { weight: -7 },
    ),
    against('监控、录音的日常用途', '权益|监管要求|异议|欢迎监督|评价|物流|考勤|打卡', { weight: -7 }),
    against(
      '因身体、场合等不便',
      '陪床|睡觉|睡了|听力|嗓子|手受伤|受伤|网不好|网络不好|太卡|噪音|吵|成绩|会议中|在会上|加不上|加不了|加错|骗子|封了|上限|老收不到|迷路',
      { weight: -7 },
    ),
    against('自行恢复记录', '丢失|误删|设置里|换手机', { weight: -7 }),
    against('对口径', '就说你|你就说|就说是|咬定', { weight: -4 }),
    against('数据安全', '密码|密钥|薪资|身份证|隐私|个人信息|验证码|保护|保密协议', { weight: -6 }),
    against('希望有记录', '有记录 ~ 对您|对你|好|放心|保障|查', { weight: -10 }),
    against(
      '不会打字或举证',
      '不会打字|不太会打字|不大会打字|不怎么会打字|不方便打字|打字不方便|打字费劲|仲裁|举证|起诉|报警|投诉',
      { weight: -16 },
    ),
    against('问对方为何不用', '咋不|怎么不|为什么不|为啥不 用|加', { weight: -8 }),
  ],
});
