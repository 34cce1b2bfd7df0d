const words = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

/** Provinces, prefecture cities, and smaller places under which many companies are registered. */
export const regions: readonly string[] = words(
  '中国 北京 上海 天津 重庆 香港 澳门 台湾 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南',
  '广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 内蒙古',
  '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁',
  '呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛',
  '长春 吉林 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化',
  '南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟 太仓 宜兴',
  '杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 诸暨 海宁 桐乡 永康 乐清 瑞安',
  '合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 石狮',
  '南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽',
  '郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源',
  '武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西',
  '广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 顺德',
  '南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州',
  '成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔东南 黔南 黔西南',
  '昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理 楚雄 红河 西双版纳 拉萨 日喀则 林芝 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛',
  '兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 喀什 石河子',
  '浦东 前海 横琴 雄安',
);

/** Words that only say what sort of business a company is; two different ones mean two different companies. */
export const trades: readonly string[] = words(
  '科技 技术 信息 网络 软件 电子 智能 数码 数据 通信 通讯 互联网 物联网 计算机 自动化 系统 集成 云计算 大数据 人工智能 光电 半导体 数字 科贸 开发',
  '贸易 商贸 经贸 工贸 实业 进出口 国际 供应链 物流 货运 运输 快递 速运 仓储 货代 电子商务 商务 商业 百货 超市 连锁 批发 零售 销售',
  '咨询 服务 管理 企业管理 投资 控股 资产 基金 资本 金融 融资租赁 租赁 担保 典当 保险 经纪 人力资源 劳务 财务 会计 税务 法律 代理 知识产权 信息咨询',
  '文化 传媒 传播 广告 设计 策划 营销 品牌 公关 会展 会务 展览 影视 娱乐 游戏 动漫 体育 装饰 装修 建筑 建设 工程 建材 园林 绿化 物业 家政 保洁 安防 消防',
  '机械 机电 设备 制造 五金 电器 电气 电力 仪器 仪表 模具 金属 钢铁 矿业 材料 新材料 塑料 塑胶 橡胶 化工 能源 新能源 石油 燃气 环保 水务 包装 印刷 印务 纸业',
  '教育 培训 医疗 医疗器械 医药 药业 制药 生物 健康 养老 美容 化妆品 食品 餐饮 饮料 酒业 茶业 粮油 酒店 旅游 服饰 服装 纺织 家居 家具 珠宝 工艺品 玩具 日用品',
  '农业 牧业 渔业 养殖 种植 发展 产业 置业 置地 房地产 地产 汽车 研究 检测 认证',
  'technology technologies tech trading trade network software information international electronics consulting logistics',
);

/** What sort of a legal person, or that it is none; two different sorts are two different parties. */
export type FormKind =
  | 'limited'
  | 'joint-stock'
  | 'partnership'
  | 'individual'
  | 'factory'
  | 'shop'
  | 'studio'
  | 'office'
  | 'company';

const spelled = (kind: FormKind, line: string): readonly (readonly [string, FormKind])[] =>
  words(line).map((form) => [form, kind] as const);

/** Endings that state the legal form; `company` is the everyday word, which leaves the form open. */
export const legalForms: readonly (readonly [string, FormKind])[] = [
  ...spelled('limited', '有限责任公司 有限公司 companylimited coltd limited ltd llc'),
  ...spelled('joint-stock', '股份有限公司 股份公司 incorporated corporation corp inc plc'),
  ...spelled('partnership', '有限合伙企业 普通合伙企业 合伙企业 合伙'),
  ...spelled('individual', '个体工商户 个体户'),
  ...spelled('factory', '工厂 加工厂 厂'),
  ...spelled('shop', '经营部 门市部 营业部 商行 商店 门店 店 经销部 批发部 服务部 商铺'),
  ...spelled('studio', '工作室'),
  ...spelled('office', '事务所'),
  ...spelled('company', '总公司 公司 company'),
].toSorted(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));

/** Endings of a part of a company that is no legal person of its own (公司法 13: a 子公司 is one, a 分公司 is not). */
export const branchEndings: readonly string[] = words('分公司 分行 支行 办事处 营业部 分厂');
