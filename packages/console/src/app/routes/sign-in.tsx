import { getRouteApi } from '@tanstack/react-router';
import { SignInPage } from '../../features/session/sign-in-page.tsx';

const route = getRouteApi('/sign-in');

export function SignIn() {
  const { token, refused } = route.useSearch();
  return <SignInPage token={token} refused={refused} />;
}
