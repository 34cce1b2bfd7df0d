import { getRouteApi } from '@tanstack/react-router';
import { SignInPage } from '../../features/session/sign-in-page.tsx';

const route = getRouteApi('/sign-in');

export function SignIn() {
  return <SignInPage token={route.useSearch().token} />;
}
