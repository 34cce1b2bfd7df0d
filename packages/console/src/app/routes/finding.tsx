import { getRouteApi } from '@tanstack/react-router';
import { FindingPage } from '../../features/findings/finding-page.tsx';
import { PersonTools } from '../person-tools.tsx';

const route = getRouteApi('/signed-in/findings/$findingId');

export function FindingById() {
  const { findingId } = route.useParams();
  return (
    <FindingPage
      key={findingId}
      id={findingId}
      tools={({ employee }, reload) => <PersonTools kind="finding" id={findingId} person={employee} reload={reload} />}
    />
  );
}
