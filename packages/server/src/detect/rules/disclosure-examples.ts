import type { TextExample } from '../rule.ts';

const employee = (text: string): TextExample['says'] => ({ text, from: 'employee' });
const outside = (text: string): TextExample['says'] => ({ text, from: 'outside' });

export const disclosureExamples: readonly TextExample[] = [
  { name: '会提示:客户名单发给外人', fires: true, says: employee('客户名单我导出来了,晚点发你邮箱,别跟人说') },
  { name: '会提示:打听标底', fires: true, says: outside('开标前透个底,标底大概多少') },
  { name: '会提示:对手报价', fires: true, says: employee('他们家报了四十二万八,你写四十二万就稳了') },
  { name: '会提示:打听别家报价', fires: true, says: outside('另外两家报多少?截个图给我瞅一眼') },
  { name: '会提示:公布前透露评分细则', fires: true, says: employee('评分细则还没公布,你先拿去看,赶紧把业绩补上') },
  { name: '会提示:打听评委', fires: true, says: outside('评委名单抽出来没,都有谁') },
  { name: '会提示:按条买号码', fires: true, says: outside('业主手机号一条我给两块,有多少收多少') },
  { name: '会提示:借出账号', fires: true, says: employee('ERP账号借你用一晚,自己进去看,看完退') },
  { name: '会提示:带走源码', fires: true, says: employee('源码我离职前拷了一份,网盘发你,别外传') },
  { name: '不提示:报价单', fires: false, says: employee('您的报价单发您邮箱了,有效期到月底') },
  { name: '不提示:参会名单', fires: false, says: outside('参会人员名单麻烦今天给我,好安排房间') },
  { name: '不提示:催图纸', fires: false, says: outside('图纸发你了,按这个做,公差别超') },
  { name: '不提示:讲价', fires: false, says: outside('给个底价呗,不墨迹了') },
  { name: '不提示:涨价说明', fires: false, says: employee('铝锭涨得厉害,成本压不下来,价格确实没法降') },
  {
    name: '表面相似但合规:公告里的控制价',
    fires: false,
    resembles: true,
    says: employee('控制价招标公告里写了,380万,请按公告准备'),
  },
  {
    name: '表面相似但合规:拒绝给名单',
    fires: false,
    resembles: true,
    says: employee('客户名单属于公司机密,不能给您,请理解'),
  },
  {
    name: '表面相似但合规:对方自己的资料',
    fires: false,
    resembles: true,
    says: employee('您店里的会员数据可以自助导出,在设置里'),
  },
  {
    name: '表面相似但合规:签保密协议',
    fires: false,
    resembles: true,
    says: employee('保密协议双方盖章后图纸才能发您'),
  },
  {
    name: '表面相似但合规:评委保密',
    fires: false,
    resembles: true,
    says: employee('评委名单在定标之前谁也不知道,您问我也是白问'),
  },
];
