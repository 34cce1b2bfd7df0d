import { getRouteApi } from '@tanstack/react-router';
import { MappingPage } from '../../features/mappings/mapping-page.tsx';

const route = getRouteApi('/signed-in/imports/$importId/mapping/$n');

export function MappingOfFile() {
  const { importId, n } = route.useParams();
  return <MappingPage key={`${importId} ${n}`} id={importId} n={Number(n)} />;
}
