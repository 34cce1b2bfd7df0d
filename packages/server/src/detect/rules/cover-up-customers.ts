import type { Phrase } from '../phrases/phrase.ts';
import { hint, plain } from '../phrases/phrase.ts';

/** Customer data made useless for the company. */
export const coverUpCustomers: readonly Phrase[] = [
  plain('把系统里的联系方式改成自己的', '<cv-crm> & <cv-contact> ~ <cv-alter> <cv-mine-sure>', {
    by: 'employee',
    unless: ['不小心|误|更正|您的|您自己|请|不要填'],
  }),
  plain(
    '把系统里的联系方式改成自己的',
    '<cv-contact> ~ <cv-alter> <cv-mine-sure> & 公司|回访|总部|客服|别人|打到我|打不到|同事|派|找不到|查|单位|院里|店里|系统',
    { by: 'employee', unless: ['更正|您自己|请|不要填'] },
  ),
  plain(
    '把系统里的联系方式改成自己的',
    '<cv-crm> ~ 留|填|登|写|录|挂|登记|存 ~ <cv-mine-sure> 号|电话|手机|微信|小号|尾号',
    { by: 'employee', unless: ['更正', '您自己|你自己|请|老师的|不要填'] },
  ),
  plain('故意记错客户的联系方式', '<cv-contact> ~ <cv-alter> ~ <cv-wrong-number>', {
    by: 'employee',
    unless: ['更正|不好意思|抱歉|您核对|麻烦|您看下|请'],
  }),
  plain(
    '把客户的联系方式记成自己的',
    '你|您|他|她|这户|客户|家长|学员|业主|病人|老人 ~ <cv-contact> ~ <cv-alter> <cv-mine-sure>',
    { by: 'employee', unless: ['有事|存我|加我|联系我|更正|紧急联系|您的', '快递|收货'] },
  ),
  plain(
    '把客户的联系方式记成自己的',
    '回访电话|预留电话|登记电话|联系人电话|系统里电话|预留手机|预留的|登记的|留的号|回访号码|留的电话 ~ 是|就是|都是 <cv-mine-sure>',
    { by: 'employee', unless: ['有事|存我|联系我'] },
  ),
  plain(
    '后台状态记成不实',
    '<cv-crm> ~ 我|给你|帮你|给您 ~ 标成|登成|写成|改成|记成|挂成|做成|备注成|标了 ~~ 找我|我这|往后|直接|单独|私下',
    { by: 'employee', unless: ['您的信息|错'] },
  ),
  plain(
    '把客户移出名单',
    '我 ~ 把你|给你|把您|给您|你那条|把他 ~ 名单|系统|公海|库|台账|报表 ~ 勾掉|划掉|移出|移走|删|去掉|挪走|抹|藏|踢',
    { by: 'employee', unless: ['黑名单|按您|您要求|退订|推销|骚扰'] },
  ),
  hint('联系方式留自己的', '<cv-contact> ~ <cv-alter> <cv-mine-sure>', { by: 'employee' }),
  plain(
    '故意记错客户的状态',
    '你|您|你家|你们|他|她 ~ <cv-mark> ~ <cv-dead> & 公司|回访|总部|系统|公海|后台|别接|直接找|往后|同事|别人|crm|打不着|不会|我|咱',
    {
      by: 'employee',
      unless: ['吗|请问|核实|是否|麻烦您|抱歉'],
    },
  ),
  plain(
    '故意记错客户的状态',
    '<cv-crm> ~ <cv-mark> ~ <cv-dead> & 往后|以后|直接|别接|找我|自己做|外头|我这|单独|不会再|别声张|露馅|别人',
    { by: 'employee', unless: ['吗|请问|核实|是否'] },
  ),
  plain(
    '公司联系不上是有意安排的',
    '他们|公司|总部|同事|客服|回访 打不通|打不着|找不到你|联系不上你|联系不到你|打不到|找不着 ~~ 我|咱|派|别的',
    { by: 'employee', unless: ['抱歉|投诉|反映'] },
  ),
  plain('替客户点评或确认', '替你|替您|帮你|帮您 回|点|打|评|填 ~ 满意|好评|五星|五分|同意|确认', {
    by: 'employee',
    unless: ['吗|可以|确认订单|确认收'],
  }),
];
