import { type ReactNode, useId } from 'react';
import './form.css';

/** A field with its name above it and, where it helps, a note beneath it. */
export function Field(props: {
  readonly label: string;
  readonly note?: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
      {props.note && <p className="form-note">{props.note}</p>}
    </div>
  );
}

/** Several fields of one matter under one name. */
export function FieldGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset className="form-group">
      <legend>{label}</legend>
      {children}
    </fieldset>
  );
}
