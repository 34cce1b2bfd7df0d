/** Who has to say it, and what takes it away. */
export const ours = { by: 'employee' } as const;
export const theirs = { by: 'outside' } as const;
export const own = [
  '您的|您自己|你自己的|您本人|我自己的|我本人|我的|贵司的|您店|你店|您公司|我们的会员|我们会员|我们自己|我们店里的|您孩子|我孩子|您家|我家',
] as const;

/** What is asked for is not denied by a word like 没成交 that tells which customers. */
export const asking = {
  ...theirs,
  firm: true,
  unless: [
    ...own,
    '别|不要|不用|没 发|给|问|打听',
    '是 给我们|给我',
    '客户经理|客户代表|客服|核对|门禁|使用感受|口碑|课时|签到|报名登记|报名表|送货|卸货|发货|派单|接机|订房|参会|开票|装货|交货|取件',
  ],
} as const;

export const ownless = { ...ours, unless: own } as const;
