/** Pinyin without tones of the characters that matter; a character may stand twice. Made for this purpose. */
export const PINYIN =
  '好hao处chu费fei回hui扣kou返fan点dian佣yong金jin提ti成cheng辛xin苦ku茶cha水shui介jie绍shao信xin息xi红hong包bao私si下xia单dan飞fei' +
  '微wei电dian话hua加jia转zhuan账zhang卡ka现xian删shan除chu记ji录lu撤che聊liao天tian名ming底di价jia标biao书shu报bao客ke户hu' +
  '离li职zhi跳tiao槽cao个ge人ren公gong司si领ling导dao老lao板ban知zhi道dao钱qian款kuan付fu收shou打da给gei我wo你ni您nin他ta她ta' +
  '朋peng友you张zhang银yin行hang支zhi宝bao号hao码ma联lian系xi方fang式shi手shou机ji表biao格ge资zi料liao密mi内nei部bu外wai' +
  '泄xie露lu发fa传chuan送song拿na带dai走zou拉la群qun合he同tong订ding货huo便pian宜yi优you惠hui折zhe扣kou利li润run分fen' +
  '月yue日ri年nian百bai千qian万wan元yuan块kuai毛mao块kuai几ji两liang半ban开kai发fa票piao税shui虚xu假jia真zhen实shi造zao改gai' +
  '备bei注zhu清qing空kong屏ping截jie图tu证zheng据ju查cha问wen说shuo讲jiang告gao诉su别bie不bu要yao让rang能neng会hui可ke以yi' +
  '偷tou悄qiao暗an另ling外wai自zi己ji兄xiong弟di姐jie妹mei哥ge亲qin戚qi家jia老lao婆po公gong舅jiu叔shu表biao' +
  '关guan系xi感gan谢xie意yi思si心xin谈tan吃chi饭fan喝he酒jiu烟yan礼li物wu品pin购gou采cai销xiao售shou业ye务wu员yuan经jing理li总zong' +
  '抽chou佣yong劳lao务wu咨zi询xun顾gu问wen服fu务wu补bu贴tie差cha额e奖jiang励li赏shang贿hui赂lu油you辛xin' +
  '低di高gao投tou招zhao询xun比bi供gong应ying商shang厂chang渠qu到dao跟gen和he做zuo接jie活huo项xiang目mu系xi统tong' +
  '平ping台tai绕rao过guo直zhi线xian上shang签qian交jiao易yi邮you箱xiang短duan群qun通tong语yin音yin视shi频pin绿lv色se泡pao';

/** What people type for a character because it sounds the same. */
export const HOMOPHONES =
  '扣:口叩寇 回:茴蛔徊 返:反 点:店典奌 佣:拥雍 费:废肺 处:触楚 好:郝 信:芯心新 微:薇威维唯卫 单:丹担 红:宏鸿洪 包:苞 私:丝思 ' +
  '金:今巾 提:题 成:城 辛:心新 苦:哭 介:借 绍:少 账:涨 转:赚 现:线 删:山 除:厨 记:计 录:路 撤:彻 聊:撩廖 天:添 名:明 价:架 ' +
  '标:表 报:抱保 客:克 户:护 离:璃 职:直 跳:眺 槽:曹巢 领:岭 板:版扳 钱:前乾 款:宽 付:副咐 收:首 飞:非菲 下:夏 电:店 话:画 ' +
  '卡:咔 银:因 支:之 宝:保 号:浩 群:裙 合:和 佣:用 利:力 润:闰 分:芬 票:漂 税:睡 采:彩 购:够 贿:会 赂:路 礼:理 抽:臭 联:连 系:细 ' +
  '友:有 微:围 星:信 息:西 公:工 司:丝 板:班 知:只 道:到 茶:查搽 水:氺 佣:永 扣:抠 付:富 加:家佳嘉 底:低 书:叔 密:蜜 资:姿';

/** Parts that people write side by side for a character. */
export const SPLIT =
  '好:女子 你:亻尔|人尔 钱:钅戋|金戋 扣:扌口 信:亻言|人言 私:禾厶 删:册刂 朋:月月 张:弓长 红:纟工 付:亻寸|人寸 银:钅艮|金艮 ' +
  '提:扌是 打:扌丁 抽:扌由 投:扌殳 拉:扌立 招:扌召 接:扌妾 报:扌卩又 折:扌斤 撤:扌育攵 拿:合手 佣:亻用|人用 他:亻也|人也 她:女也 ' +
  '您:你心 价:亻介|人介 件:亻牛|人牛 什:亻十 优:亻尤|人尤 低:亻氐 供:亻共 做:亻故 便:亻更 保:亻呆 传:亻专 ' +
  '话:讠舌|言舌 记:讠己|言己 谈:讠炎 说:讠兑 请:讠青 证:讠正|言正 让:讠上 询:讠旬 诉:讠斥 谢:讠射 绍:纟召 给:纟合 红:糸工 结:纟吉 ' +
  '汇:氵匚 油:氵由 泄:氵世 活:氵舌 漏:氵屏 酒:氵酉 清:氵青 润:氵闰 江:氵工 账:贝长 财:贝才 购:贝勾 贿:贝有 赂:贝各 贴:贝占 ' +
  '现:王见 理:王里 聊:耳卯 联:耳关 职:耳只 群:君羊 标:木示 板:木反 林:木木 机:木几 格:木各 槽:木曹 费:弗贝 货:化贝 资:次贝 贷:代贝 ' +
  '息:自心 思:田心 想:相心 意:音心 密:宓山 客:宀各 宝:宀玉 家:宀豕 名:夕口 号:口丂 吃:口乞 喝:口曷 唱:口昌 加:力口 和:禾口 利:禾刂 税:禾兑 ' +
  '别:另刂 到:至刂 明:日月 时:日寸 星:日生 晚:日免 昨:日乍 点:占灬 烟:火因 炒:火少 跳:足兆 跟:足艮 路:足各 除:阝余 ' +
  '部:立口阝 都:者阝 邮:由阝 饭:饣反 款:士示欠 收:丩攵 改:己攵 故:古攵 轻:车圣 转:车专 软:车欠 输:车俞 返:辶反|反辶 退:辶艮 ' +
  '送:辶关 过:辶寸 这:辶文 道:辶首 逃:辶兆 造:辶告 码:石马 砍:石欠 破:石皮 姐:女且 妹:女未 娃:女圭 婚:女昏 如:女口 ' +
  '钞:钅少 销:钅肖 铁:钅失 锁:钅贞 针:钅十 签:竹佥 回:囗口 国:囗玉 图:囗冬 因:囗大 苦:艹古 茶:艹人木 薪:艹新 荐:艹存 微:彳攵 行:彳亍 佰:亻百 仟:亻千';

/** Characters that are taken for one another by sight. */
export const LOOK_ALIKE_WRITINGS =
  '微:徽 己:已巳 未:末 末:未 账:张 名:各 卡:咔 佣:俑 折:拆 拆:折 人:入 入:人 日:曰 天:夭 千:干 土:士 元:无 户:尸 侍:待 ' +
  '单:単 返:迈 扣:扪 点:㸃 贝:见 回:囬囘 价:阶 处:処 钱:线 辛:幸 提:堤 费:贵 款:欵 记:纪 群:郡 票:栗 税:说 底:低 标:棕 话:活';

/** Whole words in which people write with letters or call otherwise; `homophone` ones sound the same. */
export const WORDS: readonly (readonly [word: string, letters: string, homophones: string])[] = [
  ['微信', 'vx wx v信 微x wei信 薇x weix', '卫星 威信 薇芯 维信 薇信 微芯 徽信'],
  ['支付宝', 'zfb 支fb', '支富宝 之付宝'],
  ['好处费', 'hcf', ''],
  ['辛苦费', 'xkf', ''],
  ['介绍费', 'jsf', ''],
  ['银行卡', 'yhk', ''],
  ['qq', '', '扣扣 球球 企鹅 口口 叩叩'],
];

/** Ordinary words that a spelling must not make, wherever it makes them. */
export const ORDINARY =
  '低价 保价 现今 纪录 大款 查水 会扣 公私 各人 指导 理直 非典 反对 心得 新得 费用 废用 用金 线下 线上 表格 表示 合同 和同 提成 题成 保单 ' +
  '报单 担当 担心 新人 心人 新款 前款 首款 副款 力润 会路 思想 司法 司机 工人 家人 分红 宝贝 保包 有限 理品 礼品 收保 店话 新息 心息 ' +
  '家微 家信 加心 加新 电画 标价 表价 架格 抱抱 明天 明白 明单 名字 各单 山除 计划 路由 天天 添加 克服 护理 直接 直到 非常 菲律 夏天 ' +
  '前天 以前 前后 宽带 副总 咐咐 因为 之前 之后 保险 保证 浩大 裙子 和气 力量 够用 彩票 彩色 臭味 连接 细节 有人 工司 只到 达到 富有 佳人 ' +
  '叔叔 蜜月 姿料 反正 反而 反点击 反应 反馈 店铺 典型 拥有 废话 触发 触动 宏大 鸿运 洪水 丝绸 思考 今天 今年 城市 问题 新苦 心苦 借少 涨价 ' +
  '赚钱 赚到 说明 张单 折单 和单 和下 和人 和聊 已经 无素 入口 入职 天子 线包 阶格 幸苦 贵用 纪念 栗子 说点 堤成 活费 和户 个入 拆扣 和家 ' +
  '回口供 回信 反单 单价 客单 户口 收到 付有 会计 开会 赚了 山下 前给 给线 转线 收线 打线 付线 拿线 现线';

/** Ordinary words that are spellings in a longer term, but not alone. */
export const ORDINARY_ALONE =
  '卫星 威信 维信 企鹅 球球 女子 月月 人言 木木 日月 口口 反点 反利 反现 红巾 保底 低线 women nine dan hen she can sun song tang long';
