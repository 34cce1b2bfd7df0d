import type { Phrase } from '../phrases/phrase.ts';
import { hint, plain } from '../phrases/phrase.ts';
import { ours, own, theirs } from './disclosure-options.ts';

/** Technology, systems and papers. */
export const papers: readonly Phrase[] = [
  hint('私自取出技术资料', '<d-tech-core> ~ <d-exfil|d-means>', ours),
  hint('把技术资料交给外人', '<d-tech-core> ~~ <d-to-you|d-gives>', { ...ours, unless: own }),
  hint('拿去仿制', '拿去仿|仿制|仿一个|仿着做|照着做|照着加工|反推|抄作业|拿去抄|仿就行|拿去用'),
  hint('索要技术资料', '<d-tech-core> ~~ <d-to-me>', theirs),
  plain('设法弄出技术资料', '<d-tech-core> ~ <d-illicit-get>', theirs),
  plain('设法弄出技术资料', '<d-illicit-get> ~ <d-tech-core>', theirs),
  hint('借出系统账号', '给你开|给你弄|借你 ~ 账号|子账号|权限|登录', ours),
  plain('借出系统账号', '<d-login> ~ <d-lend>', ours),
  plain('借用系统账号', '<d-login|d-sys> ~~ <d-lend>', {
    ...theirs,
    firm: true,
    unless: ['<d-decline>', '我的|我们的|客服'],
  }),
  plain('把系统账号给外人用', '账号|帐号|密码|工号 ~~ 你上去|登进去|自己下|你登|你进去|上去看', {
    ...ours,
    unless: ['重置|初始|您的|您自己|注册|绑定|官网|小程序|app'],
  }),
  plain(
    '索要以前单位的资料',
    '上家公司|老东家|前东家|前公司|以前公司|原来公司|以前那家|原公司|上家单位|原单位 ~ <d-thing|d-tech|d-listed|d-quote|d-who> ~~ 还留着|还存着|还有没|还有吗|发来|给我|发我|抄抄',
    theirs,
  ),
  { pattern: '保密的|不外传的|机密的 ~~ 到底|是啥|加的啥|多少', weight: 10, why: '打听保密的内容', ...theirs },
  plain('请人从系统里导出资料', '<d-sys> ~ <d-copy-me>', {
    ...theirs,
    unless: ['怎么|如何|按钮|教程|我们的|我的|我们自己'],
  }),
  {
    pattern: '<d-sys> ~ <d-exfil|d-means>',
    weight: 6,
    why: '从系统里导出资料',
    ...ours,
    unless: ['怎么|如何|按钮|教程|自助|您自己|您的|您店'],
  },
  hint('把资料库的账号给外人', '库|系统|后台 ~ 账号|帐号|密码 ~ 发你|给你|借你', {
    ...ours,
    unless: ['重置|初始|开通|您的'],
  }),
  hint('把系统密码给外人', '<d-sys> ~ 密码|账号|账号密码 ~ 给你|发你啊|发你|写|纸条|夹|告诉你', ours),
  hint('要内部系统的账号', '后台|系统|数据 ~ <d-login> ~ <d-lend|d-to-me>', theirs),
  plain('从系统里导出资料给外人', '<d-sys> ~ <d-exfil|d-means|d-illicit-get> ~ <d-to-you|d-to-me|d-listing>', {
    unless: ['怎么|如何|按钮|教程|哪里|在哪'],
  }),
  plain('索要系统里的数据', '测试环境|生产环境|正式环境|线上环境 ~ 库|数据|代码 ~ dump|给我|导|拷', theirs),
  plain('请人查内部系统', '<d-sys> ~~ 帮我|帮忙 查|看|翻 ~ 他们|别人|别家|人家|几个|进货价|采购价|底价|成本', theirs),
  plain('索要内部资料', '<d-inner-core> ~~ <d-to-me>', {
    ...theirs,
    unless: ['我们单位|我们公司|我孩子|孩子|我们的|我在你们|我在你', '别|不用|不要 拿|给|发', '是 给我们|给我'],
  }),
  plain('把内部资料给外人看', '<d-inner-core> ~ <d-to-you|d-exfil|d-means|d-gives>', ours),
  hint('说的是内部资料', '这|是|这份|这个|属于 <d-inner-core>', ours),
  hint('教人照着内部规则准备', '照着 改|捋|填|准备|做|来|写|补|练', ours),
  hint('内部资料', '<d-inner>'),
];
