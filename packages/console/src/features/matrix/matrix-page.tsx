import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { Matrix, MatrixCell, MatrixRow, Role } from '../../api/access-types.ts';
import { useMatrix } from '../../api/oversight.ts';
import { useMay } from '../../api/session.ts';
import { ProposeDialog } from '../../ui/propose-dialog.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { MatrixTable } from './matrix-table.tsx';
import { WhoForm } from './who-form.tsx';
import '../../ui/rows.css';
import './matrix.css';

type Chosen = { readonly row: MatrixRow; readonly cell: MatrixCell };

function Change({ row, cell, close }: Chosen & { readonly close: () => void }) {
  const { t, w, language } = useWords();
  const words = { role: w.roleName[cell.role], permission: language === 'en' ? row.en : row.zh };
  return (
    <ProposeDialog
      kind="matrix.change"
      title={cell.allowed ? t('matrix.forbidTitle', words) : t('matrix.allowTitle', words)}
      lead={t('matrix.changeLead')}
      payload={{ role: cell.role, permission: row.permission, allowed: !cell.allowed }}
      close={close}
    />
  );
}

const isChanged = ({ allowed, template }: MatrixCell) => allowed !== template;
const names = ({ permission, zh, en }: MatrixRow) => `${permission} ${zh} ${en}`.toLowerCase();

function Shown({ matrix }: { readonly matrix: Matrix }) {
  const { t, w } = useWords();
  const may = useMay();
  const [search, setSearch] = useState('');
  const [role, setRole] = useState<Role>();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [chosen, setChosen] = useState<Chosen>();
  const roles = matrix.roles.filter((each) => role === undefined || each.role === role);
  const rows = matrix.rows.filter(
    (row) =>
      names(row).includes(search.trim().toLowerCase()) &&
      (!onlyChanged || row.cells.some((cell) => isChanged(cell) && (role === undefined || cell.role === role))),
  );
  const count = matrix.rows.flatMap(({ cells }) => cells).filter(isChanged).length;
  const choose = (row: MatrixRow, cell: MatrixCell) => setChosen({ row, cell });
  return (
    <>
      <div className="bar-row matrix-bar">
        <Input
          className="matrix-search"
          allowClear
          aria-label={t('matrix.search')}
          placeholder={t('matrix.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Select
          className="matrix-role"
          allowClear
          aria-label={t('matrix.role')}
          placeholder={t('matrix.allRoles')}
          value={role ?? null}
          options={matrix.roles.map((each) => ({ value: each.role, label: w.roleName[each.role] }))}
          onChange={(next) => setRole(next ?? undefined)}
        />
        <Checkbox checked={onlyChanged} onChange={(event) => setOnlyChanged(event.target.checked)}>
          {t('matrix.onlyChanged')}
        </Checkbox>
        <span className="quiet" role="status">
          {t('matrix.changedCount', { count })}
        </span>
      </div>
      {rows.length === 0 ? (
        <Empty title={t('matrix.empty')} />
      ) : (
        <MatrixTable roles={roles} rows={rows} choose={may('matrix.propose') ? choose : undefined} />
      )}
      {chosen && <Change {...chosen} close={() => setChosen(undefined)} />}
    </>
  );
}

/** 权限矩阵: which role may do what, where this installation differs from the template, and what cannot be changed. */
export function MatrixPage() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useMatrix();
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('matrix.title')}</h1>
        <p>{t('matrix.lead')}</p>
      </header>
      <div>
        {error && <Problem error={error} retry={refetch} />}
        {!data && !error && <Loading />}
        {data && <Shown matrix={data} />}
      </div>
      {may('account.read') && <WhoForm />}
    </div>
  );
}
