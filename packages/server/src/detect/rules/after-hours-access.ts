import { spanOf } from '../../kernel/time.ts';
import { employeesCalendar, exampleAccess } from '../example-access.ts';
import { defineBehaviourRule } from '../rule.ts';

const looksInside: ReadonlySet<string> = new Set(['view', 'edit', 'export', 'download', 'print']);
const takesAway: ReadonlySet<string> = new Set(['export', 'download', 'print']);

/** A high-value customer is opened, changed or taken out at a time at which the employee cannot have been at work. */
export const afterHoursAccess = defineBehaviourRule({
  id: 'after-hours-access',
  kind: 'after-hours',
  version: 1,
  title: '非工作时间访问高价值客户',
  severity: 'medium',
  blindSpots: [
    '没有日历记录时只知道周末,不知道法定节假日和调休',
    '没有排班、值班、加班记录的岗位会多提示',
    '上班前、下班后各半小时内不提示',
    '时间只精确到日的访问记录不提示,除非当天全天不上班',
    '没有写明客户的查询、批量导出不看',
    '客户等级在首次登记之前按首次登记的等级看',
  ],
  examples: [
    { name: '周日深夜修改客户电话', given: exampleAccess('edit', '2026-03-01T22:40:00+08:00'), fires: true },
    { name: '工作日凌晨导出', given: exampleAccess('export', '2026-03-04T02:10:00+08:00'), fires: true },
    {
      name: '节假日查看',
      given: exampleAccess('view', '2026-02-17T10:00:00+08:00', { calendar: employeesCalendar }),
      fires: true,
    },
    {
      name: '请假当天查看',
      given: exampleAccess('view', '2026-03-12T10:00:00+08:00', { calendar: employeesCalendar }),
      fires: true,
    },
    { name: '工作日上午查看', given: exampleAccess('view', '2026-03-04T10:00:00+08:00'), fires: false },
    { name: '普通客户', given: exampleAccess('edit', '2026-03-01T22:40:00+08:00', { tier: 'normal' }), fires: false },
    { name: '深夜登录', given: exampleAccess('login', '2026-03-01T22:40:00+08:00'), fires: false },
    {
      name: '值班期间查看',
      given: exampleAccess('view', '2026-03-07T20:00:00+08:00', { calendar: employeesCalendar }),
      fires: false,
      resembles: true,
    },
    {
      name: '调休上班的周六',
      given: exampleAccess('edit', '2026-02-28T10:00:00+08:00', { calendar: employeesCalendar }),
      fires: false,
      resembles: true,
    },
    {
      name: '只知道日期的工作日访问',
      given: exampleAccess('view', '2026-03-04T00:00:00+08:00', { precision: 'day' }),
      fires: false,
      resembles: true,
    },
  ],

  evaluate({ access, employee, tier, department, calendar }) {
    const { action, customer } = access.body;
    if (tier !== 'high' || customer === undefined || !looksInside.has(action)) return undefined;
    const span = spanOf(access.occurredAt, access.precision);
    if (calendar.mayWork(span, employee, department)) return undefined;
    return { severity: takesAway.has(action) ? 'high' : 'medium' };
  },
});
