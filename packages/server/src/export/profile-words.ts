import type { LeftOut } from './collect.ts';

export const MINIMUM: LeftOut = {
  what: '与本证据链无关的登记条目 entries this chain does not rest on',
  why: '最小必要:其他客户和员工的记录不收录 no more than the story needs',
};
export const ANALYSIS: LeftOut = {
  what: '本单位对证据的内部分析 the maker’s own analysis of the evidence',
  why: '属于意见而非证据，由提交人另行陈述 it is opinion and no evidence; whoever submits this argues it apart',
};
export const HISTORY: LeftOut = {
  what: '系统提示、查阅记录、双人授权记录和内部决定 alerts, readings, un-maskings and decisions made inside',
  why: '不作为证据提交，原件留存于登记簿 not submitted as evidence; they stay in the ledger',
};
export const TIPS: LeftOut = {
  what: '举报线索 tips',
  why: '保护举报人 whoever gave them is protected',
};

/** What no package can prove. */
export const LIMITS: readonly string[] = [
  '本卷只说明所收条目自登记后未改变、在登记链中的位置,以及由谁签署;不说明登记之前内容是否真实。',
  '账号由谁实际操作,须另以账号归属等证据说明。',
  'This package proves only that its entries are unchanged since they were recorded and who signed the log. It does not prove that they were true before, nor who operated an account.',
];
