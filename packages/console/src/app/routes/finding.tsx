import { getRouteApi } from '@tanstack/react-router';
import { FindingPage } from '../../features/findings/finding-page.tsx';

const route = getRouteApi('/signed-in/findings/$findingId');

export function FindingById() {
  const { findingId } = route.useParams();
  return <FindingPage key={findingId} id={findingId} />;
}
