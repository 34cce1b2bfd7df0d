/** Everyone the permission matrix has a column for. Titles are those of the template. */
export const roles = {
  investigator: { zh: '人力调查员', en: 'HR investigator' },
  hrbp: { zh: '人力业务伙伴', en: 'HR business partner' },
  counsel: { zh: '法务', en: 'Counsel' },
  union: { zh: '工会', en: 'Union' },
  auditor: { zh: '内部审计', en: 'Internal auditor' },
  integrator: { zh: '系统对接人员', en: 'Integrator' },
  'duty-officer': { zh: '值班员', en: 'Duty officer' },
  'system-admin': { zh: '系统管理员', en: 'System administrator' },
  'security-admin': { zh: '安全管理员', en: 'Security administrator' },
  'audit-admin': { zh: '审计管理员', en: 'Audit administrator' },
  employee: { zh: '员工', en: 'Employee' },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as readonly Role[];
export const isRole = (text: string): text is Role => Object.hasOwn(roles, text);

/** 三员分立: whoever holds one of these holds no other role at all. GB/T 22239-2019 8.1.5. */
export const administrators: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin'];

/** Pairs that one person must not hold together, beside the administrators: who is read over must not read over. */
const apart: readonly (readonly [Role, Role])[] = [
  ['auditor', 'investigator'],
  ['auditor', 'duty-officer'],
  ['auditor', 'integrator'],
  ['auditor', 'counsel'],
  ['auditor', 'hrbp'],
  ['union', 'investigator'],
  ['union', 'hrbp'],
];

/** Why these roles cannot be held by one account; `undefined` when they can. */
export function excluded(held: readonly Role[]): string | undefined {
  const several = new Set(held);
  const admin = administrators.find((role) => several.has(role));
  if (admin !== undefined && several.size > 1) return `${admin} excludes every other role`;
  const pair = apart.find(([one, other]) => several.has(one) && several.has(other));
  return pair === undefined ? undefined : `${pair[0]} and ${pair[1]} exclude each other`;
}
