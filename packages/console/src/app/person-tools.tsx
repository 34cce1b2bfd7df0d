import type { Person } from '../api/types.ts';
import { CoveredName } from '../features/acts/covered-name.tsx';
import { OpenCaseButton } from '../features/cases/open-case.tsx';
import { WhoSeesButton } from '../features/matrix/who-sees.tsx';
import '../ui/person-tools.css';

/** What can be done about the person of a finding or chain, by those who may: see the name, open a case, ask who sees it. */
export function PersonTools(props: {
  readonly kind: 'finding' | 'chain';
  readonly id: string;
  readonly person: Person;
  readonly reload: () => unknown;
}) {
  const { kind, id, person } = props;
  return (
    <div className="person-tools">
      <CoveredName person={person} reload={props.reload} />
      <div className="person-tools-row">
        <OpenCaseButton person={person.person} ground={`${kind}:${id}`} />
        <WhoSeesButton kind={kind} id={id} />
      </div>
    </div>
  );
}
