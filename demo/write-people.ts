import type { Company } from './cast.ts';
import { companyIn, companyParty, hrParty, staffOf } from './cast.ts';
import { addDays, HOLIDAYS, instant, MAKEUP_WORKDAYS } from './times.ts';
import type { World } from './world.ts';
import { CUSTOMER_POLICY } from './write-agreements.ts';
import { publicRegister } from './write-handovers.ts';

const HR = 'company/hr.ndjson';

export function writePeople(world: World): void {
  writeEmployees(world);
  writeCompanies(world);
  writeDeclaration(world);
  writeSchedules(world);
}

function writeEmployees({ book, cast }: World): void {
  const own = companyParty(companyIn(cast, 'own'));
  const director = staffOf(cast, 'director');
  for (const employee of cast.staff) {
    book.put(HR, {
      kind: 'employee',
      at: instant(employee.since, '09:00'),
      body: {
        employee: hrParty(employee),
        name: employee.name,
        employer: own,
        form: 'contract',
        department: employee.department,
        title: employee.title,
        ...(employee.role === 'director' ? {} : { manager: hrParty(director) }),
        status: 'active',
        handles: [
          { system: 'wecom', ref: employee.userid },
          { system: 'phone', ref: `+86${employee.phone}` },
        ],
        since: employee.since,
      },
    });
    book.put(HR, {
      kind: 'binding',
      at: instant(employee.since, '10:00'),
      body: {
        handle: { system: 'bank', ref: employee.card, name: employee.name },
        person: hrParty(employee),
        strength: 'real-name',
        since: employee.since,
      },
    });
  }
}

const RELATIONS = {
  own: 'own',
  'kickback-payer': 'competitor',
  'friends-company': 'unknown',
  partner: 'partner',
  'loan-friend': 'unknown',
  competitor: 'competitor',
  'spouse-company': 'unknown',
} as const;

/** What the public register says of outside companies came on a printed extract, so it names that hand-over. */
function writeCompanies(world: World): void {
  const handover = publicRegister(world);
  for (const company of world.cast.companies) {
    const basis = company.role === 'own' ? {} : ({ basis: 'public-record', handover, original: 'printout' } as const);
    world.book.put(HR, {
      kind: 'company',
      at: instant(company.role === 'own' ? '2019-01-02' : '2026-01-05', '09:00'),
      ...basis,
      body: {
        company: companyParty(company),
        name: company.name,
        uscc: company.uscc,
        relation: RELATIONS[company.role],
        aliases: [company.short, `${company.short}公司`],
        people: peopleOf(world, company),
      },
    });
  }
}

function peopleOf(world: World, company: Company) {
  const head = { name: company.head, role: 'legal-representative' };
  if (company.role !== 'partner') return [head];
  const contacts = world.cast.trainees.map(({ name, external }) => ({
    name,
    role: 'contact',
    handle: { system: 'wecom', ref: external },
  }));
  return [head, ...contacts];
}

function writeDeclaration({ book, cast, random: randomOf }: World): void {
  const company = companyIn(cast, 'spouse-company');
  const at = instant(`2025-09-${randomOf('declaration').int(10, 25)}`, '11:20');
  book.put(HR, {
    kind: 'declaration',
    at,
    body: {
      employee: hrParty(staffOf(cast, 'declared-interest')),
      relation: 'spouse',
      name: company.head,
      company: companyParty(company),
      rule: CUSTOMER_POLICY,
      at,
    },
  });
}

/** The company's calendar, the night duties of operations, and some leave and overtime. */
function writeSchedules({ book, cast, random: randomOf }: World): void {
  const random = randomOf('schedules');
  const days = [
    ...HOLIDAYS.map((date) => ({ date, type: 'holiday' })),
    ...MAKEUP_WORKDAYS.map((date) => ({ date, type: 'workday' })),
  ];
  for (const body of days) {
    book.put(HR, { kind: 'calendar', at: instant('2025-12-01', '09:00'), body });
  }
  const shift = (role: Parameters<typeof staffOf>[1], from: string, to: string, type: string) =>
    book.put(HR, { kind: 'schedule', at: from, body: { employee: hrParty(staffOf(cast, role)), from, to, type } });
  for (const day of ['2026-02-05', '2026-02-26', '2026-03-12', '2026-03-19']) {
    shift('night-duty', instant(day, '20:00'), instant(addDays(day, 1), '08:00'), 'duty');
  }
  shift('ordinary-one', instant('2026-02-11', '09:00'), instant('2026-02-12', '18:00'), 'leave');
  shift('cashier', instant('2026-03-02', '18:00'), instant('2026-03-02', '21:00'), 'overtime');
  const late = random.pick(['2026-03-10', '2026-03-11']);
  shift('ordinary-two', instant(late, '18:00'), instant(late, '20:30'), 'overtime');
}
