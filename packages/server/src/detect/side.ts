import type { Party } from '../kernel/party.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import type { Directory } from '../people/directory.ts';
import type { Calendar, CalendarSettings } from './calendar.ts';
import { buildCalendar } from './calendar.ts';
import type { Names } from './rule.ts';

/** Whose side someone is on; our own companies stand apart, since what they pay or receive is no one's secret. */
export type Side = 'employee' | 'customer' | 'outside' | 'own-company';

/** Everything outside a record that rules may ask about, always as of an instant. */
export type DetectContext = {
  readonly sideOf: (party: Party, at: Instant) => Side;
  readonly namesAt: (at: Instant) => Names;
  /** The employee number behind an account, or the account's own ref where nothing is known. */
  readonly employeeOf: (party: Party, at: Instant) => string;
  readonly departmentOf: (employee: string, at: Instant) => string | undefined;
  /** As of the instant; before the first statement about a customer, what that one says. */
  readonly tierOf: (customer: Party, at: Instant) => 'normal' | 'high' | undefined;
  readonly calendar: Calendar;
};

/** Joins the directory of people with the calendar and schedule records among `records`. */
export function contextOf(
  directory: Directory,
  records: readonly NativeRecord[],
  settings?: CalendarSettings,
): DetectContext {
  return {
    sideOf: (party, at) => sideOf(party, at, directory),
    namesAt: (at) => ({
      companiesIn: (text) =>
        directory.companies
          .findIn(text)
          .map(({ start, end, company }) => ({ start, end, relation: directory.relation(company, at) })),
      relationOf: (name) => {
        const match = directory.companyOf(name);
        return match === undefined ? undefined : directory.relation(match.company, at);
      },
    }),
    employeeOf: (party, at) => directory.personOf(party, at)?.person.ref ?? party.ref,
    departmentOf: (employee, at) => directory.employee(employee, at)?.value.department,
    tierOf: (customer, at) => tierOf(customer, at, directory),
    calendar: buildCalendar(records, settings),
  };
}

function sideOf(party: Party, at: Instant, directory: Directory): Side {
  if (party.system !== 'company') return directory.sideOf(party, at);
  const match = directory.companyOf(party);
  const relation = match === undefined ? 'unknown' : directory.relation(match.company, at);
  return relation === 'own' || relation === 'affiliate' ? 'own-company' : 'outside';
}

function tierOf(customer: Party, at: Instant, directory: Directory): 'normal' | 'high' | undefined {
  const ref = customer.system === 'crm' ? customer.ref : directory.personOf(customer, at)?.person.ref;
  if (ref === undefined) return undefined;
  return (directory.customer(ref, at) ?? directory.customerStates(ref)[0])?.value.tier;
}
