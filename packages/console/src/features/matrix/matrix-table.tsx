import { LockOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { Matrix, MatrixCell, MatrixRow } from '../../api/access-types.ts';
import { useWords, type Words } from '../../words/words.ts';

type Choose = ((row: MatrixRow, cell: MatrixCell) => void) | undefined;

/** Why a cell is locked, in the reader's words; an unknown reason stands as the server says it. */
function lockedWords(locked: string, words: Words['matrix']['lockedBecause']): string {
  if (locked.startsWith('administrators')) return words.admin;
  if (locked.startsWith('auditors')) return words.auditor;
  if (locked.startsWith('an employee')) return words.employee;
  return locked.startsWith('whoever has') ? words.pair : locked;
}

function useCellName() {
  const { t, w, language } = useWords();
  return (row: MatrixRow, cell: MatrixCell) => {
    const [role, permission] = [w.roleName[cell.role], language === 'en' ? row.en : row.zh];
    const parts = [cell.allowed ? t('matrix.yes') : t('matrix.no')];
    if (cell.allowed !== cell.template) parts.push(t('matrix.changed'));
    if (cell.locked !== null) parts.push(t('matrix.locked'));
    return t('matrix.cell', { role, permission, state: parts.join(w.common.listSeparator) });
  };
}

function Cell({ row, cell, choose }: { readonly row: MatrixRow; readonly cell: MatrixCell; readonly choose: Choose }) {
  const { w } = useWords();
  const name = useCellName()(row, cell);
  const mark = (
    <span className="cell-mark" aria-hidden="true">
      {cell.allowed ? '✓' : '·'}
      {cell.locked !== null && <LockOutlined className="cell-lock" />}
    </span>
  );
  const className = `cell cell-${cell.allowed ? 'yes' : 'no'}${cell.allowed === cell.template ? '' : ' cell-changed'}`;
  // A locked cell may still be taken away; only giving it is what no act can do.
  if (cell.locked !== null && !cell.allowed)
    return (
      <Tooltip title={lockedWords(cell.locked, w.matrix.lockedBecause)} trigger={['hover', 'focus', 'click']}>
        <button type="button" className={`${className} cell-locked`} aria-label={name} aria-disabled="true">
          {mark}
        </button>
      </Tooltip>
    );
  if (choose === undefined)
    return (
      <span className={className} role="img" aria-label={name}>
        {mark}
      </span>
    );
  return (
    <button type="button" className={className} aria-label={name} title={name} onClick={() => choose(row, cell)}>
      {mark}
    </button>
  );
}

/** Permissions by roles. Head and first column stay in sight while the rest moves. */
export function MatrixTable(props: {
  readonly roles: Matrix['roles'];
  readonly rows: Matrix['rows'];
  readonly choose: Choose;
}) {
  const { t, w, language } = useWords();
  const shown = new Set(props.roles.map(({ role }) => role));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="matrix-box" aria-label={t('matrix.title')} tabIndex={0}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t('matrix.permission')}</th>
            {props.roles.map(({ role }) => (
              <th key={role} scope="col">
                {w.roleName[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.permission} data-permission={row.permission}>
              <th scope="row">
                {language === 'en' ? row.en : row.zh}
                <small lang={language === 'en' ? 'zh-CN' : 'en'}>{language === 'en' ? row.zh : row.en}</small>
                {row.fresh && <small className="matrix-fresh">{t('matrix.fresh')}</small>}
              </th>
              {row.cells
                .filter(({ role }) => shown.has(role))
                .map((cell) => (
                  <td key={cell.role} data-role={cell.role}>
                    <Cell row={row} cell={cell} choose={props.choose} />
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
