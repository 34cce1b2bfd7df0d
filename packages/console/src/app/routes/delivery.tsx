import { getRouteApi } from '@tanstack/react-router';
import { DeliveryPage } from '../../features/deliveries/delivery-page.tsx';

const route = getRouteApi('/signed-in/deliveries/$log/$index');

export function DeliveryByPlace() {
  const { log, index } = route.useParams();
  return <DeliveryPage key={`${log}:${index}`} place={{ log, index: Number(index) }} />;
}
