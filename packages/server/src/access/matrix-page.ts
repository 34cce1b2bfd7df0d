import type { Permission } from './matrix.ts';
import { lockedBecause, permissions, template } from './matrix.ts';
import type { Role } from './roles.ts';
import { roleNames, roles } from './roles.ts';

/** The permission matrix as shipped, as a Markdown page; `scripts/matrix.ts` writes it and a test compares. */
export function matrixPage(): string {
  const head = `| | ${roleNames.map((role) => roles[role].zh).join(' | ')} |`;
  const line = `| --- | ${roleNames.map(() => ':-:').join(' | ')} |`;
  const rows = permissions.map((permission) => {
    const { zh } = template[permission];
    const fresh = 'fresh' in template[permission] ? ' †' : '';
    return `| ${zh}${fresh}<br>\`${permission}\` | ${roleNames.map((role) => cell(role, permission)).join(' | ')} |`;
  });
  return `# 权限矩阵 The permission matrix

Written by \`node scripts/matrix.ts\` from \`packages/server/src/access/matrix.ts\`; a test compares.

The template of a fresh installation. ● allowed · ○ not, and may be allowed by two persons · — never, whoever decides · † asks for a proof of
who it is within the last ten minutes. An installation prints its own with \`zl matrix\`; its page 权限矩阵 also answers who can see a thing, and why.

A grant may be limited to employers, departments, cases, sources, a period of what is seen, and in time. Whatever the grant, nobody sees
matters of themselves, of their managers, of declared kin and their companies. 系统管理员, 安全管理员 and 审计管理员 exclude each other and every
other role (GB/T 22239-2019 8.1.5); 内部审计 and 工会 exclude the roles they look at.

${[head, line, ...rows].join('\n')}

| 角色 | role |
| --- | --- |
${roleNames.map((role) => `| ${roles[role].zh} | \`${role}\` ${roles[role].en} |`).join('\n')}
`;
}

function cell(role: Role, permission: Permission): string {
  const has = (each: Permission) => (template[each].roles as readonly Role[]).includes(role);
  if (has(permission)) return '●';
  return lockedBecause(role, permission, has) === undefined ? '○' : '—';
}
