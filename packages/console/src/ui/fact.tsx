import type { ReactNode } from 'react';
import './rows.css';

/** One named value of a row; stands in a `<dl className="row-facts">`. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
