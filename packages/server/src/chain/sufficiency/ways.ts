import type { NextStep } from './sufficiency.ts';

/**
 * Lawful ways to what is missing, in the order in which they are usually tried.
 *
 * Private accounts and private devices are never among them: what lies there comes by the holder's own hand, by
 * counsel's order of inquiry, or by the commission or court.
 */
export const ways = {
  'contract-file': {
    way: '调取劳动合同原件',
    what: '劳动合同原件及签订记录，核对签约主体与用工形式',
    article: '劳动合同法10、16、50',
  },
  'democratic-file': {
    way: '调取民主程序材料',
    what: '行为当日有效版本的讨论记录、协商纪要和公示证明',
    article: '劳动合同法4；劳动争议解释（一）50',
  },
  'receipt-file': {
    way: '查找签收或培训记录',
    what: '员工在行为之前知悉该版本的签收、培训签到或学习记录；不得事后补签或倒填日期',
    article: '劳动合同法4',
  },
  'other-ground': {
    way: '核对其他法律依据',
    what: '行为当日没有相应条款的，不得以后来的版本追溯；改按不以该条款为前提的依据核对',
    article: '劳动合同法4、39',
  },
  'grading-table': {
    way: '调取分级处理规定',
    what: '行为当日有效的分级处理规定，以及以往同类事项的处理记录（隐去姓名）',
    article: '劳动合同法39',
  },
  'attribution-file': {
    way: '补充账号归属材料',
    what: '账号实名、登录或设备绑定记录，由人核对后确认',
    article: '证据规定14、93',
  },
  'own-statement': {
    way: '员工本人书面确认',
    what: '谈话中请员工自愿书面确认账号、事实或申报情况，可以附保留意见，也可以拒绝',
    article: '证据规定92',
  },
  'crm-history': {
    way: '导出客户管理系统记录',
    what: '客户首次合作时间、分配历史、权限设置和操作日志，附导出过程记录',
    article: '证据规定14、93、94',
  },
  'assistance-letter': {
    way: '客户／供应商协助函',
    what: '请客户、供应商或付款方自愿提供其持有的聊天、合同、发票或付款凭证，由两人接收并办理移交清单',
    article: '证据规定15；个人信息保护法6',
  },
  witness: {
    way: '证人书面证言与出庭',
    what: '征得知情人同意后由两人制作书面证言或录音，核对身份和利害关系，并告知须出庭作证',
    article: '证据规定68、90',
  },
  'court-order': {
    way: '律师调查令申请',
    what: '由律师向法院申请调查令，调取付款方的付款凭证、合同和发票',
    article: '民事诉讼法67及当地调查令规定',
  },
  'commission-inquiry': {
    way: '仲裁委调查取证申请',
    what: '客观原因不能自行收集的，向仲裁委申请调查取证',
    article: '劳动人事争议仲裁办案规则16、17',
  },
  preservation: {
    way: '证据保全申请',
    what: '可能灭失或者以后难以取得的，申请仲裁前或诉前证据保全',
    article: '民事诉讼法84',
  },
  'public-register': {
    way: '公示登记查询',
    what: '查询企业信用信息公示系统的登记、股东、主要人员和经营范围，由两人固定查询过程',
    article: '企业信息公示暂行条例',
  },
  'declaration-file': {
    way: '查阅利益冲突申报登记',
    what: '员工任职期间的全部申报及申报制度版本；没有申报的，保留查阅结果',
    article: '劳动合同法8',
  },
  handover: {
    way: '补办移交清单',
    what: '由谁、何时、凭何材料移交，两人接收并签名；不能补办的不使用',
    article: '证据规定15、19；民事诉讼法解释106',
  },
  'second-item': {
    way: '补充来源独立的材料',
    what: '不能单独认定的材料，另找一份由不同的人或系统形成的材料相互印证',
    article: '证据规定90',
  },
  original: {
    way: '核对原件或原始载体',
    what: '由两人与持有人一起核对原件或原始载体并记录，必要时办理公证',
    article: '证据规定11、15、90',
  },
  'loss-sheet': {
    way: '损失计算与审计',
    what: '按订单、毛利和期间计算实际损失并附原始凭证，数额大的委托审计或鉴定',
    article: '劳动合同法39(3)、90',
  },
  'damage-standard': {
    way: '调取重大损害的标准',
    what: '行为当日有效的制度或合同中关于重大损害数额的约定；没有约定的由仲裁委裁量',
    article: '劳动合同法39(3)',
  },
  'secrecy-file': {
    way: '整理保密措施台账',
    what: '保密协议、培训、密级标记、权限隔离和离职返还清除的记录',
    article: '商业秘密司法解释5、6',
  },
  'customer-file': {
    way: '整理客户信息内容',
    what: '交易习惯、意向、报价和合作内容等区别于公开信息的部分，标明形成时间和投入',
    article: '商业秘密司法解释1、2',
  },
  comparison: {
    way: '信息比对或鉴定',
    what: '将发出的文件或对方使用的信息与公司信息逐项比对，必要时委托鉴定',
    article: '商业秘密司法解释13',
  },
  'probation-file': {
    way: '调取试用期与录用条件',
    what: '试用期约定、录用条件及其告知记录',
    article: '劳动合同法19、21、39(1)',
  },
  'correction-notice': {
    way: '限期改正通知',
    what: '书面通知员工停止兼职并写明期限，保留送达记录，期满后再核对',
    article: '劳动合同法39(4)',
  },
  charter: {
    way: '调取章程与任命文件',
    what: '公司章程、任命决议和登记备案的主要人员',
    article: '公司法265',
  },
  resolution: {
    way: '董事会或股东会书面确认',
    what: '由董事会或股东会书面说明是否报告、是否经决议同意',
    article: '公司法181-184',
  },
  interview: {
    way: '调查通知与谈话',
    what: '发出调查通知，由两人在工作时间谈话，记录员工陈述和有利于员工的材料，由员工核对签名',
    article: '劳动合同法39；个人信息保护法17',
  },
  'cooperation-notice': {
    way: '限期书面说明通知',
    what: '写明事项、期限和提交方式的通知及送达记录，期满未答复的由两人记录',
    article: '劳动合同法3、39(2)',
  },
  'union-notice': {
    way: '工会通知',
    what: '作出决定之前将理由书面通知工会；没有工会的，书面通知上级或行业工会',
    article: '劳动合同法43；工会法22',
  },
  'union-reply': {
    way: '书面答复工会',
    what: '研究工会意见，并将处理结果书面通知工会',
    article: '劳动合同法43',
  },
  decision: {
    way: '由人作出处理决定',
    what: '是否处理、如何处理由有权的人决定；决定写明事实、条款原文和版本，事后不能增加理由',
    article: '指导性案例180',
  },
  'agency-letter': {
    way: '退回函',
    what: '向派遣单位发出退回函并移交依据材料，由派遣单位依法处理',
    article: '劳动合同法65',
  },
  delivery: {
    way: '依次送达',
    what: '直接、同住成年亲属、按确认地址邮寄或约定的电子方式送达，保留凭证；其他方式不能送达的才公告',
    article: '劳办发〔1995〕179号；民法典137',
  },
  'notice-record': {
    way: '核对留存告知记录',
    what: '本人收到留存告知的时间和版本；告知之前的聊天不宜使用',
    article: '个人信息保护法13、17；民事诉讼法解释106',
  },
} as const satisfies Readonly<Record<string, NextStep>>;
export type WayId = keyof typeof ways;
