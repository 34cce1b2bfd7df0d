/** The words of whose an account is, in Chinese. The keys of `standing` are those of the server. */
export const peopleZhCN = {
  attribution: {
    title: '账号归属',
    lead: '所涉账号在所涉期间归属何人、依据哪条记录、缺什么。账号归属只说明账号是谁的，不说明当时是谁操作。',
    open: '列出账号归属',
    openNote: '列出即登记为一次查阅。',
    none: '本条证据链没有涉及账号。',
    used: '所涉期间：{{from}} 至 {{to}}',
    missing: '缺什么',
    missingNone: '未发现缺项。',
    standing: {
      'real-name': '有实名绑定',
      supported: '有绑定记录',
      inferred: '仅推断',
      partial: '部分期间有记录',
      shared: '多人共用',
      contradicted: '记录相互矛盾',
      unbound: '尚未归属',
      masked: '账号经遮盖',
      'name-only': '仅有姓名',
    },
  },
};
