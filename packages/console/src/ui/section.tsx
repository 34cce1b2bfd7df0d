import type { ReactNode } from 'react';
import './section.css';

/** A titled part of a page; `lead` is one line that says how to read it. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="section" id={props.id} aria-labelledby={`${props.id}-title`} tabIndex={-1}>
      <header className="section-head">
        <h2 id={`${props.id}-title`}>{props.title}</h2>
        {props.lead && <p>{props.lead}</p>}
      </header>
      {props.children}
    </section>
  );
}

/** Moves reading and keyboard to a part of the page; the address keeps naming the page itself. */
export function goTo(id: string): void {
  const target = document.getElementById(id);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ behavior: 'smooth', block: 'start' });
}
