import { getRouteApi } from '@tanstack/react-router';
import { ImportPage } from '../../features/imports/import-page.tsx';

const route = getRouteApi('/signed-in/imports/$importId');

export function ImportById() {
  const { importId } = route.useParams();
  return <ImportPage key={importId} id={importId} />;
}
