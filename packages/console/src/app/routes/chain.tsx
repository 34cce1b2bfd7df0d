import { getRouteApi } from '@tanstack/react-router';
import { ChainPage } from '../../features/chains/chain-page.tsx';
import { PackagePanel } from '../../features/packages/package-panel.tsx';

const route = getRouteApi('/signed-in/chains/$chainId');

export function ChainWithPackage() {
  const { chainId } = route.useParams();
  return <ChainPage key={chainId} id={chainId} aside={<PackagePanel chainId={chainId} />} />;
}
