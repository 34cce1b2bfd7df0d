import type { Tx } from '../platform/db.ts';
import type { Cell, Matrix } from './matrix.ts';
import { isPermission, matrixWith } from './matrix.ts';
import { isRole } from './roles.ts';

/** The cells of this installation; those of permissions that this version no longer knows are left out. */
export async function cells(tx: Tx): Promise<readonly Cell[]> {
  const rows = await tx.q.selectFrom('matrix_cell').selectAll().execute();
  return rows.flatMap(({ role, permission, allowed }) =>
    isRole(role) && isPermission(permission) ? [{ role, permission, allowed }] : [],
  );
}

export const matrixNow = async (tx: Tx): Promise<Matrix> => matrixWith(await cells(tx));

/** Makes the table the row policies ask say what the matrix says; changes it only where it differs. */
export async function refreshMatrix(tx: Tx): Promise<void> {
  const matrix = await matrixNow(tx);
  const wanted = [...matrix].flatMap(([role, all]) => [...all].map((permission) => ({ role, permission })));
  const standing = await tx.q.selectFrom('permission').selectAll().execute();
  const name = (row: { readonly role: string; readonly permission: string }) => `${row.role} ${row.permission}`;
  const [now, next] = [new Set(standing.map(name)), new Set(wanted.map(name))];
  const fresh = wanted.filter((row) => !now.has(name(row)));
  if (fresh.length > 0)
    await tx.q
      .insertInto('permission')
      .values(fresh)
      .onConflict((c) => c.doNothing())
      .execute();
  for (const { role, permission } of standing.filter((row) => !next.has(name(row))))
    await tx.q.deleteFrom('permission').where('role', '=', role).where('permission', '=', permission).execute();
}
