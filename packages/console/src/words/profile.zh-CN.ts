/** The words of whom a package is for and what it leaves out, in Chinese. The keys of `name` are the profiles of the server. */
export const profileZhCN = {
  profile: {
    label: '用途',
    name: {
      'internal-report': '内部报告',
      arbitration: '仲裁卷',
      civil: '民事诉讼卷',
      police: '报案卷',
      union: '工会函件',
      employee: '员工查阅副本',
    },
    leavesOut: {
      'internal-report': '供本单位和代理人使用：含印证程度、其他合理解释和待补事项，没有遮盖。不要直接提交给对方。',
      arbitration:
        '不收：印证程度、其他合理解释、提示、举报线索、其他客户的往来。遮盖无关第三人。员工的陈述、申报和有利于员工的材料必须完整收录，不能去掉或遮盖。',
      civil:
        '不收：印证程度、其他合理解释、提示、举报线索、其他客户的往来、用工处理程序文书、亲属申报、排班。遮盖无关第三人。有利于员工的材料必须完整收录。',
      police:
        '不收：印证程度、其他合理解释、提示、其他客户的往来、用工处理程序文书、亲属申报、存档同意状态。第三人不遮盖，供公安机关核实。有利于员工的材料必须完整收录。',
      union:
        '不收：印证程度、其他合理解释、提示、举报线索、他人的证言、亲属申报、其他客户的往来。遮盖第三人、经办人和客户的账号。员工的陈述和有利于员工的材料必须完整收录。',
      employee:
        '不收：印证程度、其他合理解释、提示、举报线索、他人的证言、外部公司资料、其他客户的往来。遮盖第三人、经办人、客户的账号和他人的言论。员工本人的陈述和申报必须完整收录。',
    },
  },
};
