/** What a column may hold, of those things that records have a place for. */
export type Meaning = keyof typeof WORDS;

/** Names of columns as exports write them, compared as `columnKey` writes them; the longest that fits wins. */
const WORDS = {
  customerId:
    '客户编号 客户id 客户号 客户编码 客户代码 会员编号 customerid customernumber customerno customercode accountid accountnumber accountno clientid contactid',
  customerName: '客户名称 客户姓名 客户 会员姓名 customername accountname clientname customer account client',
  company: '公司名称 企业名称 所属公司 单位名称 公司 客户公司 company companyname organization organisation',
  employeeId:
    '工号 员工编号 员工工号 员工号 员工id 职工号 人员编号 用户工号 employeeid employeenumber employeeno staffid personnelnumber badge',
  employeeName: '姓名 员工姓名 员工 职员 employee employeename fullname staffname',
  department: '部门 所属部门 部门名称 组织 department team division orgunit',
  title: '职位 岗位 职务 岗位名称 title jobtitle position role',
  hired: '入职日期 入职时间 到岗日期 参加工作日期 hiredate startdate joindate dateofjoining onboarddate',
  left: '离职日期 离职时间 最后工作日 terminationdate enddate leavedate lastday',
  manager: '直属上级工号 上级工号 主管工号 managerid manageremployeeid supervisorid',
  workplace: '工作地点 工作城市 办公地点 location workplace office',
  ownerId:
    '负责人工号 归属人工号 销售工号 跟进人工号 操作人工号 拜访人工号 业务员编号 坐席工号 ownerid owneremployeeid salesrepid assigneeid userid 用户id',
  ownerName:
    '负责人 归属人 归属销售 销售 跟进人 拜访人 业务员 owner ownername accountowner salesrep assignedto assignee',
  actor: '操作人 操作员 用户 用户名 账号名 登录名 操作用户 user username operator actor performedby',
  mobile: '手机 手机号 手机号码 联系电话 电话 移动电话 mobile mobilephone phone phonenumber telephone cell',
  email: '邮箱 电子邮箱 邮件 工作邮箱 email e-mail emailaddress mail',
  wechat: '微信 微信号 wechat wechatid',
  wecom: '企业微信 企业微信账号 企业微信id wecom wecomid',
  when: '操作时间 时间 跟进时间 拜访时间 沟通时间 联系时间 发生时间 访问时间 日志时间 分配时间 归属时间 变更时间 转移时间 授权时间 生效时间 创建时间 更新时间 最近更新时间 修改时间 发送时间 消息时间 通话时间 呼叫时间 开始时间 通话开始时间 timestamp time datetime createddate createdat created createtime updatedat lastmodifieddate activitydate followupdate sentat sendtime msgtime starttime callstart eventtime logdate assigneddate changedate grantedat eventdate occurredat',
  follow:
    '跟进内容 跟进记录 跟进详情 拜访内容 沟通内容 拜访记录 小结 activitydescription followup follow-up comments description notes note',
  action: '操作类型 操作 动作 行为 事件 action operation eventtype event activitytype',
  resource: '对象 模块 资源 功能 页面 菜单 操作对象 resource object module target page entity',
  rows: '导出条数 条数 数量 记录数 行数 rows rowcount count records recordcount',
  ip: 'ip ip地址 登录ip 客户端ip ipaddress sourceip clientip remoteaddr',
  device: '设备 终端 浏览器 device useragent browser terminal',
  rights: '权限 权限项 操作权限 角色权限 permission permissions access privilege rights',
  scope: '数据范围 权限范围 范围 客户范围 scope datascope',
  day: '交易日期 记账日期 记账日 交易日 入账日期 业务日期 发生日期 日期 过账日期 date transactiondate postingdate bookingdate valuedate 交易时间 付款时间 入账时间 transactiontime paymenttime paidat',
  clock: '交易时刻 时刻 记账时间 入账时刻 timeofday',
  amountIn:
    '收入 收入金额 贷方金额 贷方发生额 存入 存入金额 转入金额 收方金额 贷方 贷方发生额(收入) credit creditamount deposit deposits paidin moneyin',
  amountOut:
    '支出 支出金额 借方金额 借方发生额 支取 支取金额 转出金额 付方金额 借方 借方发生额(支取) debit debitamount withdrawal withdrawals paidout moneyout',
  amount:
    '金额 交易金额 发生额 交易额 金额(元) 交易金额(元) 付款金额 收款金额 amount transactionamount sum value total',
  side: '借贷 借贷标志 借贷方向 收/支 收支 收支类型 收支方向 方向 资金流向 进出账 dc d/c drcr dr/cr debit/credit credit/debit direction',
  balance: '余额 账户余额 本次余额 balance runningbalance',
  currency: '币种 货币 币别 交易币种 currency ccy',
  otherName:
    '对方户名 对方名称 对方姓名 交易对方 对方账户名 对方单位 对方账户名称 收款人 付款人 对手户名 counterparty counterpartyname payee payer beneficiary',
  otherAccount: '对方账号 对方账户 对方卡号 对方卡号/账号 对手账号 counterpartyaccount payeeaccount iban',
  memo: '备注 附言 用途 摘要 交易附言 交易备注 交易摘要 说明 memo remark remarks purpose details narrative reference',
  channel: '渠道 交易渠道 交易类型 交易方式 付款方式 支付方式 channel paymentmethod method',
  txn: '流水号 交易流水号 交易单号 订单号 交易订单号 交易号 凭证号 参考号 日志编号 日志id 跟进编号 记录编号 消息id 通话id 记录id transactionid transactionno referencenumber logid eventid messageid msgid callid uniqueid uuid recordid id',
  caller: '主叫 主叫号码 主叫号 来电号码 主叫方 caller callerid callingnumber fromnumber src',
  callee: '被叫 被叫号码 被叫号 去电号码 被叫方 callee callednumber calledid tonumber dst',
  seconds: '通话时长 时长 通话秒数 通话时长(秒) 计费时长 duration seconds billsec talktime',
  callSide: '呼叫类型 呼叫方向 通话类型 calltype calldirection',
  sender: '发送人 发送者 发送方 发言人 发件人 sender from fromuser 发信人',
  receiver: '接收人 接收者 接收方 收件人 receiver recipient to touser',
  words: '消息内容 聊天内容 消息 正文 内容 message messagetext content text body',
  talk: '会话 会话id 群 群名 群聊 群名称 聊天对象 conversation conversationid chatid room roomid session',
  status: '状态 交易状态 客户状态 在职状态 status state',
} as const;

const byKey: ReadonlyMap<string, Meaning> = new Map(
  Object.entries(WORDS).flatMap(([meaning, words]) =>
    words.split(' ').map((word) => [word, meaning as Meaning] as const),
  ),
);

/** Behind these a name may say its unit or an explanation. */
const BEHIND = /[(（[【].*$/u;

/** What a column of this name holds, where the name is one of those that exports use; `key` as `columnKey` writes it. */
export function meaningOf(key: string): Meaning | undefined {
  const plain = key.replaceAll(/[_\s]/g, '');
  return byKey.get(key) ?? byKey.get(plain) ?? byKey.get(plain.replace(BEHIND, ''));
}
