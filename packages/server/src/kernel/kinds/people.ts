import { z } from 'zod';
import { bankParty, companyParty, hrParty, partySchema, personParty } from '../party.ts';
import { clearable, dateOrInstant, instant, line, list, maybe, ref } from './fields.ts';

export const people = {
  employee: z.strictObject({
    employee: hrParty,
    name: line,
    employer: clearable(companyParty),
    form: clearable(z.enum(['contract', 'dispatch', 'outsourced', 'part-time', 'rehired', 'intern', 'agent'])),
    department: clearable(line),
    title: clearable(line),
    manager: clearable(hrParty),
    workplace: clearable(line),
    status: clearable(z.enum(['active', 'notice', 'left'])),
    probationEnd: clearable(dateOrInstant),
    protected: clearable(list(line)),
    handles: clearable(list(partySchema)),
    since: clearable(dateOrInstant),
    until: clearable(dateOrInstant),
  }),
  declaration: z.strictObject({
    employee: hrParty,
    relation: z.enum(['spouse', 'parent', 'sibling', 'other-kin', 'shareholding', 'outside-work']),
    name: maybe(line),
    company: maybe(companyParty),
    account: maybe(bankParty),
    rule: z.strictObject({ title: ref, version: ref }),
    at: instant,
  }),
  binding: z.strictObject({
    handle: partySchema,
    person: personParty,
    strength: z.enum(['real-name', 'device', 'login', 'declared', 'inferred']),
    since: maybe(dateOrInstant),
    until: maybe(dateOrInstant),
  }),
  schedule: z.strictObject({
    employee: clearable(partySchema),
    department: clearable(line),
    from: instant,
    to: instant,
    type: z.enum(['shift', 'duty', 'overtime', 'leave']),
  }),
  calendar: z.strictObject({ date: dateOrInstant, type: z.enum(['workday', 'holiday']) }),
};
