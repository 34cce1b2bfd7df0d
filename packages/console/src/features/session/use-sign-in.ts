import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSessionAgain } from '../../api/session.ts';

/** Signs in by whatever way is given and goes to the first page; an invitation leads to setting up how one signs in. */
export function useSignIn() {
  const again = useSessionAgain();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (way: () => Promise<void>) => {
      await way();
      const session = await again();
      await navigate({ to: session?.level === 'enrolment' ? '/enrol' : '/', replace: true });
    },
  });
}

export type SignIn = ReturnType<typeof useSignIn>;
