import { getRouteApi } from '@tanstack/react-router';
import { CasePage } from '../../features/cases/case-page.tsx';

const route = getRouteApi('/signed-in/cases/$caseId');

export function CaseById() {
  const { caseId } = route.useParams();
  return <CasePage key={caseId} id={caseId} />;
}
