import type { NativeRecord } from '../kernel/record.ts';
import { decodeRecord } from '../kernel/record.ts';
import { buildCalendar } from './calendar.ts';
import type { AccessFacts } from './rule.ts';

const employee = { system: 'hr', ref: 'E001' };

/** One employee with a duty on Saturday evening and a day of leave, a holiday, and a Saturday that is worked. */
export const employeesCalendar = buildCalendar([
  read('calendar', '2026-01-01T00:00:00+08:00', { date: '2026-02-17', type: 'holiday' }),
  read('calendar', '2026-01-01T00:00:00+08:00', { date: '2026-02-28', type: 'workday' }),
  read('schedule', '2026-03-01T09:00:00+08:00', {
    employee,
    from: '2026-03-07T18:00:00+08:00',
    to: '2026-03-08T08:00:00+08:00',
    type: 'duty',
  }),
  read('schedule', '2026-03-01T09:00:00+08:00', {
    employee,
    from: '2026-03-12T00:00:00+08:00',
    to: '2026-03-13T00:00:00+08:00',
    type: 'leave',
  }),
]);

type Options = Partial<Pick<AccessFacts, 'tier' | 'calendar'>> & { readonly precision?: 'day' };

/** An access of that employee to a high-value customer, for the examples of behaviour rules. */
export function exampleAccess(action: string, at: string, options: Options = {}): AccessFacts {
  const { tier = 'high', calendar = buildCalendar([]), precision } = options;
  const body = { employee, action, resource: 'crm.customer', customer: { system: 'crm', ref: 'C100' } };
  const access = read('access', at, body, precision);
  if (access.kind !== 'access') throw new Error('not an access');
  return { access, employee: employee.ref, tier, department: undefined, calendar };
}

function read(kind: string, occurredAt: string, body: object, precision?: 'day'): NativeRecord {
  const native = {
    v: 1,
    kind,
    source: 'example',
    externalId: `${kind} ${occurredAt}`,
    occurredAt,
    basis: 'work-system',
  };
  const decoded = decodeRecord({ ...native, ...(precision === undefined ? {} : { precision }), body });
  if (!decoded.ok) throw new Error(decoded.why);
  return decoded.record;
}
