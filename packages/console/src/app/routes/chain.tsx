import { getRouteApi } from '@tanstack/react-router';
import { ChainPage } from '../../features/chains/chain-page.tsx';
import { PackagePanel } from '../../features/packages/package-panel.tsx';
import { isCovered } from '../../ui/person.ts';
import { PersonTools } from '../person-tools.tsx';

const route = getRouteApi('/signed-in/chains/$chainId');

export function ChainWithPackage() {
  const { chainId } = route.useParams();
  return (
    <ChainPage
      key={chainId}
      id={chainId}
      tools={({ employee }, reload) => <PersonTools kind="chain" id={chainId} person={employee} reload={reload} />}
      aside={({ employee }) => <PackagePanel chainId={chainId} isCovered={isCovered(employee)} />}
    />
  );
}
