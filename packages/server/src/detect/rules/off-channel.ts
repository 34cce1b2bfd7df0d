import { offChannelWords } from '../lexicon/off-channel.ts';
import { defineTextRule } from '../rule.ts';
import { offChannelCautious } from './off-channel-cautious.ts';
import { offChannelOrderly } from './off-channel-orderly.ts';
import { offChannelRefused } from './off-channel-refused.ts';
import { offChannelWhere } from './off-channel-where.ts';

export const offChannel = defineTextRule({
  id: 'off-channel-move',
  kind: 'off-channel',
  version: 2,
  title: '为避开留存而换到别的渠道',
  severity: 'medium',
  sounds: true,
  blindSpots: [
    '语音、图片、文件和转发的聊天记录不看',
    '引用他人原话的部分不看',
    '只说换微信、打电话或见面，没有提到怕留存、怕被看到的，不提示',
    '只有双方才懂的暗语和事先约好的代称看不出来',
    '临时起意的少见办法（写在物件上、托人转交等）只认得一部分',
    '因隐私、保密规定而要求不在群里说的，可能误报',
  ],
  lexicon: offChannelWords,
  examples: [
    { name: '换号避开后台', says: { text: '这个号公司后台看得见,您加我小号说', from: 'employee' }, fires: true },
    { name: '要求不打字', says: { text: '那个数别打字,晚上见面讲', from: 'employee' }, fires: true },
    { name: '阅后即焚软件', says: { text: '下个Telegram吧,聊完自动销毁', from: 'outside' }, fires: true },
    { name: '座机有录音', says: { text: '座机有录音的,打我老婆手机', from: 'employee' }, fires: true },
    { name: '不留痕迹', says: { text: '以后只打电话,省得留痕', from: 'employee' }, fires: true },
    { name: '手机放外面再谈', says: { text: '手机放外面,咱进屋再谈', from: 'outside' }, fires: true },
    { name: '另拉没有质检的群', says: { text: '质检在这个群潜水,我另拉一个没她的', from: 'employee' }, fires: true },
    { name: '加微信发资料', says: { text: '我加您微信发资料', from: 'employee' }, fires: false },
    { name: '电话约时间', says: { text: '明天上午给您打电话确认时间', from: 'employee' }, fires: false },
    { name: '开会邀请', says: { text: '下午三点腾讯会议,链接发您邮箱', from: 'employee' }, fires: false },
    { name: '换到正式群', says: { text: '咱们到项目群里接着说', from: 'employee' }, fires: false },
    { name: '换号通知', says: { text: '我换号了,新号尾数8816', from: 'customer' }, fires: false },
    {
      name: '录音告知',
      says: { text: '为保证服务质量,本次通话将被录音', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '公司规定只用企业微信',
      says: { text: '公司不让用私人微信谈业务,咱就在这儿说,有记录对您也好', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '开车不便打字',
      says: { text: '我在开车不方便打字,电话里说吧', from: 'customer' },
      fires: false,
      resembles: true,
    },
    {
      name: '群里说话不便',
      says: { text: '会场说话不方便,散会给您回', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '保留记录',
      says: { text: '聊天记录您别删,回头售后判责要用', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '监控设备的生意',
      says: { text: '录音笔和摄像头我们都有现货,您要哪款', from: 'employee' },
      fires: false,
      resembles: true,
    },
  ],
  phrases: [...offChannelWhere, ...offChannelRefused, ...offChannelCautious, ...offChannelOrderly],
});
