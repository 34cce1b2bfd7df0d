import { getRouteApi } from '@tanstack/react-router';
import { AsOfPage } from '../../features/as-of/as-of-page.tsx';

const route = getRouteApi('/signed-in/as-of');

export function AsOf() {
  const { customer, person, at, known, upon } = route.useSearch();
  const ref = customer ?? person;
  const given = {
    ...(ref !== undefined && { of: customer === undefined ? ('person' as const) : ('customer' as const), ref }),
    ...(at !== undefined && { at }),
    ...(known !== undefined && { known }),
    ...(upon !== undefined && { ground: upon }),
  };
  return <AsOfPage key={JSON.stringify(given)} given={given} />;
}
