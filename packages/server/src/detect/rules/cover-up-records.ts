import type { Phrase } from '../phrases/phrase.ts';
import { against, hint, plain } from '../phrases/phrase.ts';

/** Messages, logs, papers and customer data made to vanish or changed. */
export const coverUpRecords: readonly Phrase[] = [
  // Messages.
  plain('要求看完即删', '<cv-read> 就|后|了|完|我|你|再|记得|马上|立刻|赶紧 <cv-delete>', { unless: ['<cv-errant>'] }),
  plain('要求看完即删', '<cv-read> ~ <cv-delete> & <cv-no-trace|secret>', { unless: ['<cv-errant>'] }),
  plain('要求看完即删', '看完|看过|读完|听完|截完|存完 ~ <cv-delete>', { unless: ['<cv-errant>'] }),
  plain('约定过一会儿删除', '分钟|小时|一会|待会|等下|回头 后|我|就|再 <cv-delete>', { unless: ['<cv-errant>'] }),
  plain('两边都删除聊天记录', '<cv-both> <cv-talk> ~ <cv-delete>', { unless: ['<cv-errant>'] }),
  plain('两边都删除聊天记录', '<cv-delete> ~ <cv-my-side> <cv-delete>', { unless: ['<cv-errant>'] }),
  plain('两边都删除聊天记录', '<cv-delete> ~ <cv-my-side> 也|都|已经|刚|早|换|没|清', { unless: ['<cv-errant>'] }),
  plain('要求对方删除聊天记录', '<cv-your-side> ~ <cv-talk> ~ <cv-delete>', { unless: ['<cv-errant>', '别|不要|请勿|勿 <cv-delete>'] }),
  plain('要求对方删除聊天记录', '<cv-your-side> ~ <cv-delete> ~ <cv-talk>', { unless: ['<cv-errant>', '别|不要|请勿|勿 <cv-delete>'] }),
  plain('删除记录以免被看到', '<cv-chat|cv-record> ~ <cv-delete> ~ <cv-no-trace>', { unless: ['<cv-errant>'] }),
  plain('删除记录以免被看到', '<cv-delete> ~ 省得|免得|万一|怕|以防|防 ~~ 看|查|翻|知道|找|发现|追|截|问|说', { unless: ['<cv-errant>'] }),
  plain('删除记录以免被看到', '<cv-delete> ~ 别留|不留|莫留|别存|不要留|别剩|不剩', { unless: ['<cv-errant>', '你们|系统|客户资料|个人信息'] }),
  plain('遇到检查而删除记录', '<cv-trouble> ~~ <cv-chat|cv-record> ~ <cv-delete>', { unless: ['<cv-errant>', '别|不要|请勿|勿 <cv-delete>'] }),
  plain('遇到检查而删除记录', '<cv-chat|cv-record> ~ <cv-delete> ~~ <cv-trouble|boss>', { unless: ['<cv-errant>', '别|不要|请勿|勿 <cv-delete>'] }),
  plain('遇到检查而删除记录', '<cv-phone-swap> & <cv-trouble>', { unless: ['发货|快递|物流'] }),
  plain('撤回后要求当作没见过', '<cv-delete> ~ 当|就当 ~ 没见|没看|没发|没说|没收|没这', { unless: ['<cv-errant>', '别家|别人|其他|群'] }),
  hint('删除聊天记录', '<cv-talk> ~ <cv-delete>', { unless: ['别|不要|请勿|勿 <cv-delete>'] }),
  hint('删除聊天记录', '<cv-delete> ~ <cv-chat>', { unless: ['别|不要|请勿|勿 <cv-delete>'] }),
  hint('要求删除', '<cv-your-side> <cv-delete>', { unless: ['<cv-errant>'] }),
  hint('要求删除', '删了|清了|撤了|删掉|撤回|删|清空 吧|哈|啊|掉|它|了没|没|嘛|哦|噻|嗷', { unless: ['<cv-errant>'] }),
  plain('以免被搜到', '免得|省得|以免|防 被|让|给 ~ 搜到|查到|抓到|抓住|翻出来|翻到|看出|发现|逮 & 改名|改|换|删|写|叫|藏|分|拆|开成'),
  hint('谈到不留痕迹', '留痕|痕迹|把柄|留底|留种|落人口实|尾巴'),
  plain('要求不留任何证据', '别留|不要留|不能留|不留|莫留 证据|把柄|字据|尾巴|底|手尾|文字|痕迹', { unless: ['系统|划痕|漆|墙|胶|钉'] }),
  plain('换手机以丢掉记录', '<cv-phone-swap> & <cv-delete>', { unless: ['<cv-errant>'] }),
  plain('换手机以丢掉记录', '<cv-phone-swap> & 旧的|卡|就说|别让|省得|查|记录没|没了', { unless: ['<cv-errant>', '麻烦|重新|记录没了'] }),
  hint('换手机', '<cv-phone-swap>'),
  plain('删除日志或监控', '<cv-log> ~ <cv-delete|cv-destroy>', { unless: ['<cv-errant>', '别|不要|不能|不会 <cv-delete>', '自动|覆盖|定期|保留|天'] }),
  plain('删除日志或监控', '<cv-delete> ~ <cv-log>', { unless: ['<cv-errant>', '别|不要|不能|不会 <cv-delete>', '自动|覆盖|定期|保留|天'] }),
  plain('避开监控', '监控|摄像头|录像 ~ 关了|拔了|关掉|死角|拍不到|遮住|挡住|转个方向|没拍|坏了就|找保安|找人', { unless: ['维修|安装|报修|报价'] }),
  plain('解散群聊或删好友以去掉记录', '整个删|好友删|拉黑|删好友|删我好友|把我删 ~ 重加|再加|干净|查|记录', { unless: ['<cv-errant>'] }),
  plain('清理电脑不留记录', '回收站|硬盘|电脑|邮箱|发件箱|u盘|网盘 ~ 清|倒|删|格|粉碎|销毁 & 彻底|干净|别留|也|查|看', { unless: ['<cv-errant>', '垃圾邮件|杀毒|维修'] }),

  plain('使用阅后即焚', '阅后即焚|焚毁模式|限时消息|定时销毁 & 发你|看|开|用|模式|省得|我|别', { unless: ['功能|支持|产品|有吗|调研|客户端'] }),
  plain('要求看完即删', '看完撤|看完删|看完清|看完就删|看后删|看完销|看完烧|看完扔|阅后删', { unless: ['<cv-errant>'] }),
  plain('要求看完即删', '完|好了|以后|之后 我|我就|我再|你就|就|立马|马上|再 <cv-delete>', { unless: ['<cv-errant>', '缓存|施工|安装|清洁|打扫'] }),
  plain('要求对方撤回或删除', '<cv-talk|cv-chat> ~ 你|您 ~ <cv-delete>', { unless: ['<cv-errant>', '别|不要|请勿|勿 <cv-delete>'] }),
  plain('要求对方也删除', '<cv-your-side> 也|也得|也要|也都|跟着|顺便 <cv-delete>', { unless: ['<cv-errant>'] }),
  plain('追问是否已删除', '删了没|清了没|删干净没|撤了没|删没|删了吗|清干净没|撤回没|删掉没 ~~ 放心|截|给我看|拍给|发我看|听说|听讲|查|彻底', { unless: ['<cv-errant>'] }),
  plain('解散群聊以免被查到', '群 ~ 解散|散了|退了|删了|换个名|改名|重新拉|重拉 ~~ 免得|省得|搜|查|看见|知道|痕|叫', { unless: ['结课|毕业|项目结束|服务结束'] }),
  plain('避开记录被调取', '调|查|翻|导 ~ 记录|聊天|im|微信|流水 ~~ 少发|别发|少聊|别聊|少说|别说|熬|躲|别再|先停', { unless: ['帮我查|请'] }),
  plain('遇到检查而删除记录', '<cv-talk> ~ <cv-delete> ~~ 查人|在查|要查|来查|抽查|被查', { unless: ['别|不要|请勿|勿 <cv-delete>'] }),

  plain('删除聊天记录', '记录|聊天|对话 ~ 我这儿|我这边|我这|我这头|我手机 ~ <cv-delete>', { unless: ['<cv-errant>'] }),
  plain('重装设备以去掉往来', '重装|格式化|换电脑|重置|恢复出厂 ~~ 往来|跟你|和你|记录|邮件|聊天|聊的 ~~ 你也|你那|你那边|干净', { unless: ['麻烦|重新'] }),
  plain('退群或解散以不留记录', '群 ~ 退了|解散|散了|删了|退掉 ~~ <cv-no-trace|cv-talk>', { unless: ['结课|毕业|项目结束|服务结束'] }),
  hint('要求不保存', '别|不要|莫|不能|不许|甭 存|留|截|截图|保存|截屏|转存|收藏 & 照片|图|相册|截图|码|这条|文件|手机'),
  plain('关掉记录设备', '记录仪|监控|摄像头|定位|gps|录像 ~ 拔了|拔掉|拔|关了|关掉|断电|遮住|遮了|屏蔽|停了|断了 ~~ 没人|谁|看不|查|晓得|知道|放心|别|省得|那天|拍不', { unless: ['维修|安装|报修|怎么|为什么|重启|坏了'] }),

  // Paper.
  plain('销毁单据或原件', '<cv-paper> ~ 撕了|撕掉|撕碎|撕|烧了|烧掉|烧|碎掉|碎了|绞了|粉碎|绞碎|冲马桶|冲厕所|进碎纸机|碎纸机|扔水里|毁了|藏起来|藏好', {
    unless: ['过期|作废|统一销毁|撕开|撕不|手撕|标签|封条|燃烧|样品'],
  }),
  plain('销毁单据或原件', '撕了|撕掉|撕碎|碎掉|绞了|烧了|烧掉|粉碎|绞碎|毁掉|藏好 ~ <cv-paper>', { unless: ['过期|作废|统一销毁|标签|封条|样品'] }),
  plain('换掉或抽掉单据', '不合格|真的|有问题|超标|对不上|那页|旧的|原来 ~ 抽了|抽掉|抽走|抽出来|扔了|扔掉|丢了|拿掉|换掉', {
    unless: ['换新|以旧|旧机|旧手机|免费|质保|抽样|抽检|快递|包裹|退货|零件|灯'],
  }),
  plain('重写单据替换原件', '<cv-paper> ~ 重写|重抄|重做|重打|重填|换一张|换一份|重新写|重新打 & 旧|原件|原来|日子|撕|扔|去掉|改上|差价|名字'),
  plain('改动报告或结果', '报告|检测|质检|化验|检验|体检|评分|评分表|成绩|流向表|数据|病历|监测 ~ 改了|改过|改成|改上去|改一改|调了|p了|p成|重新出|抽 ~~ 不合格|超标|你那家|查不|扔|合格|分数|看不|不会查|别说', {
    unless: ['更正|勘误|复检|送检|整改|错别字|可以申请'],
  }),
  plain('篡改照片、定位或截图', '定位|照片|截图|订单|流水|证书|合同|聊天|发票|时间 ~ p的|p一个|p一张|p过|p成|p掉|p了|p个|修图|抹掉|改定位|虚拟定位', { unless: ['产品图|主图|海报|美颜'] }),
  plain('篡改照片、定位或截图', 'p一个|p个|p一张|p图|改图|虚拟定位|假定位|改定位 & 给你|打卡|订单|截图|定位|签到|流水|拜访', { unless: ['产品图|主图|海报|设计'] }),

  // Customer data.
  plain('把系统里的联系方式改成自己的', '<cv-crm> & <cv-contact> ~ <cv-alter> <cv-mine-sure>', { by: 'employee', unless: ['不小心|误|更正|您的'] }),
  plain('把系统里的联系方式改成自己的', '<cv-contact> ~ <cv-alter> <cv-mine-sure> & 公司|回访|总部|客服|别人|打到我|打不到|同事|派|找不到|查|单位|院里|店里|系统', { by: 'employee', unless: ['更正'] }),
  plain('把系统里的联系方式改成自己的', '<cv-crm> ~ 留|填|登|写|录|挂|登记|存 ~ <cv-mine-sure> 号|电话|手机|微信|小号', { by: 'employee', unless: ['更正'] }),
  plain('故意记错客户的联系方式', '<cv-contact> ~ <cv-alter> ~ <cv-wrong-number>', { by: 'employee', unless: ['更正|不好意思|抱歉|您核对|麻烦|您看下|请'] }),
  plain('把客户的联系方式记成自己的', '你|您|他|她|这户|客户|家长|学员|业主|病人|老人 ~ <cv-contact> ~ <cv-alter> <cv-mine-sure>', { by: 'employee', unless: ['有事|存我|加我|联系我|更正|紧急联系|您的', '快递|收货'] }),
  plain('把客户的联系方式记成自己的', '回访电话|预留电话|登记电话|联系人电话|系统里电话|预留手机|预留的|登记的|留的号|回访号码|留的电话 ~ 是|就是|都是 <cv-mine-sure>', { by: 'employee', unless: ['有事|存我|联系我'] }),
  plain('把客户移出名单', '我 ~ 把你|给你|把您|给您|你那条|把他 ~ 名单|系统|公海|库|台账|报表 ~ 勾掉|划掉|移出|移走|删|去掉|挪走|抹|藏|踢', { by: 'employee', unless: ['黑名单|按您|您要求|退订|推销|骚扰'] }),
  hint('联系方式留自己的', '<cv-contact> ~ <cv-alter> <cv-mine-sure>', { by: 'employee' }),
  plain('故意记错客户的状态', '你|您|你家|你们|他|她 ~ <cv-mark> ~ <cv-dead> & 公司|回访|总部|系统|公海|后台|别接|直接找|往后|同事|别人|crm|打不着|不会|我|咱', {
    by: 'employee',
    unless: ['吗|请问|核实|是否|麻烦您|抱歉'],
  }),
  plain('故意记错客户的状态', '<cv-crm> ~ <cv-mark> ~ <cv-dead> & 往后|以后|直接|别接|找我|自己做|外头|我这|单独|不会再|别声张|露馅|别人', { by: 'employee', unless: ['吗|请问|核实|是否'] }),
  plain('公司联系不上是有意安排的', '他们|公司|总部|同事|客服|回访 打不通|打不着|找不到你|联系不上你|联系不到你|打不到|找不着 ~~ 我|咱|派|别的', { by: 'employee', unless: ['抱歉|投诉|反映'] }),
];

export const coverUpRecordsOrder: readonly Phrase[] = [
  against('误发、清理空间或隐私请求', '发错|发串|错别字|打错字|手滑|误点|重复|测试|内存|存储空间|重新发|再发|再传|素颜|隐私|个人信息|骚扰|推销电话'),
  against('要求保留记录', '记录|截图|聊天|凭证|证据|原件 ~ 别删|不要删|先别删|保留|保存好|留好|请保管|不能删'),
  against('要求保留记录', '保留|留存|保存 ~ 记录|截图|凭证|证据|原件'),
  against('统一销毁过期物', '统一销毁|过期|报废流程|作废重开|碎纸服务|销毁证明|到期销毁|保密协议'),
  against('客户自己改号', '我|本人 换号|换了号|换手机号|换号码|号码换|新号码|新手机号', { by: 'outside' }),
  against('应客户要求更新资料', '您的|按您|您要求|您本人|您提供 ~ 已更新|更新|修改好|改好|更正|改过来|注销'),
];
