import type { Phrase } from '../phrases/phrase.ts';
import { against } from '../phrases/phrase.ts';

/** What gives the same words an orderly meaning. */
export const offChannelOrderly: readonly Phrase[] = [
  against('公司的规定', '<oc-rule> & <oc-hidden|oc-chat|oc-meet|oc-ours>', { weight: -6 }),
  against('自己要留底', '<me|us> [这边|这里|这儿] [得|要|好|需要|需] 留档|留底|归档|备案|存档', { weight: -8 }),
  against('请对方写成书面', '发 [我|个|到|这|这儿] 邮件|文字|书面|这儿|这里 ~ 留档|留底|归档|存档|备案', {
    weight: -8,
  }),
  against('家里人之间的私事', '瞒着|别让|不让|别告诉 [我] 老公|老婆|我妈|我爸|家里|爱人|媳妇|孩子', { weight: -8 }),
  against('拒绝谈这类事', '这两个字|这俩字|这种话|这个事|这事 ~ 说都别说|免谈|别跟我|不听|不接|别再跟', {
    weight: -25,
  }),
  against(
    '规定只能在公司渠道说',
    '不让|不能|不许|不加|不可以|规定 [跟|用|和|私下] [客户|家属|家长] <oc-hidden|oc-chat>',
    { weight: -8, unless: ['备注', '偷偷|悄悄|别声张', '<oc-topic>', '<oc-eye>'] },
  ),
  against(
    '提示通话被录音',
    '为保证|为了保证|服务质量|有据可查|服务热线|签字存档|双方签字|介意|请知悉|请放心|所以您放心|监管要求',
    { weight: -8 },
  ),
  against(
    '因开车、信号等不便',
    '在开车|开着车|开车呢|正开车|没电|升级|故障|欠费|系统挂|断网|停电|会场|在开会|开会呢|开着会|正开会|开会要关|散会给|散会后给|地铁|高铁|电梯|信号差|信号不好|没信号|信号断|太吵|听不清|说不清|打字慢|打字太慢|费劲|上课|手术|图纸|附件|大文件|收不到|打不开|注销|停用|停机|隐私|广告',
    {
      weight: -7,
      unless: [
        '<oc-eye>',
        '<oc-ours|oc-here|oc-group> ~ <oc-record>',
        '<oc-watcher> ~ <oc-record>',
        '<oc-topic>',
        '<oc-dont> [在|往|用|走|拿|发|打|通过|从] [你们|你|您|我|单位的|单位|公司的|公司|供应商] <oc-ours|oc-media> <oc-put>',
      ],
    },
  ),
  against(
    '监控、录音的日常用途',
    '监控|录音|摄像头|录像|双录|探头|质检 ~ 坏|现货|安装|丢|调取|调一下|调出来|异议|权益|规格|盲区|事故|欢迎监督|放心|几楼|哪款',
    { weight: -7 },
  ),
  against('监控、录音的日常用途', '权益|监管要求|异议|欢迎监督|评价|物流|考勤', { weight: -7 }),
  against(
    '因身体、场合等不便',
    '陪床|睡觉|睡了|听力|嗓子|手受伤|受伤|网不好|网络不好|太卡|噪音|吵|成绩|会议中|在会上|加不上|加不了|加错|骗子|封了|上限|老收不到|迷路',
    {
      weight: -7,
      unless: [
        '<oc-eye>',
        '<oc-ours|oc-here|oc-group> ~ <oc-record>',
        '<oc-watcher> ~ <oc-record>',
        '<oc-topic>',
        '<oc-dont> [在|往|用|走|拿|发|打|通过|从] [你们|你|您|我|单位的|单位|公司的|公司|供应商] <oc-ours|oc-media> <oc-put>',
      ],
    },
  ),
  against('自行恢复记录', '丢失|误删|设置里', { weight: -7 }),
  against('对口径', '就说你|你就说|就说是|咬定', { weight: -4 }),
  against('在外不便用', '在国外|国外用|出国|没装|装不了|腿脚', { weight: -7, unless: ['<oc-eye>'] }),
  against('数据安全', '密码|密钥|薪资|身份证|隐私|个人信息|验证码|保护|保密协议', {
    weight: -6,
    unless: ['<oc-topic>', '<oc-eye>'],
  }),
  against('希望有记录', '有记录 ~ 对您|对你|好|放心|保障|查', { weight: -10 }),
  against(
    '不会打字或举证',
    '留好|保存好|不会打字|不太会打字|不大会打字|不怎么会打字|不方便打字|打字不方便|打字费劲|仲裁|举证|起诉|报警|投诉',
    { weight: -16 },
  ),
  against('问对方为何不用', '咋不|怎么不|为什么不|为啥不 用|加', { weight: -8 }),
  against('问别人是否收钱', '是不是有人|有没有人 ~ 回扣|好处|红包', { weight: -14 }),
];
