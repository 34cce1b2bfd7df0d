/** The words of the elements that a legal ground asks to be proven, in Chinese. */
export const sufficiencyZhCN = {
  sufficiency: {
    title: '要素核对',
    lead: '选择法律依据，逐项查看要素已证明、薄弱还是缺少，以及取得材料的合法途径。',
    ground: '法律依据',
    applies: '可以核对',
    notApplies: '前提尚不具备',
    byCounsel: '仅由律师援引',
    openOf: '{{title}}（{{article}}）· {{count}} 项待补',
    version: '要素表版本 {{version}}',
    none: '本级没有要素。',
    proves: '证明材料：{{proves}}',
    next: '下一步（合法途径）',
    standsBeside: '不能单独认定，已有来源独立的材料印证',
    needsSecond: '不能单独认定，须有来源独立的第二份材料',
    state: { proven: '已证明', weak: '薄弱', missing: '缺少' },
    class90: {
      'party-statement': '当事人的陈述',
      'interested-witness': '有利害关系或利害关系未排除的证言',
      'doubtful-electronic': '存有疑点或载体未核对的电子数据',
      'uncheckable-copy': '尚未与原件核对的复制件',
    },
    article90: '证据规定90：{{classes}}',
  },
};
