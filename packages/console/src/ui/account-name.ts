import { useAccountNames } from '../api/accounts.ts';
import { useSession } from '../api/session.ts';
import { useWords, wordFor } from '../words/words.ts';

const plainId = (account: string) => account.replace(/^account:/, '');

/** What to call an account: its name for those who may see what others decide, else who it is to the reader, else its id. */
export function useAccountName(): (account: string) => string {
  const { t } = useWords();
  const { data: session } = useSession();
  const { data } = useAccountNames();
  return (account) => {
    const id = plainId(account);
    const known = data?.names[id];
    if (session?.account.id === id) return known === undefined ? t('acts.you') : `${known} (${t('acts.you')})`;
    return known ?? t('acts.someone', { id: id.slice(0, 8) });
  };
}

/** The title of a role; also of who acted without one. */
export function useRoleName(): (role: string) => string {
  const { w } = useWords();
  return (role) => wordFor({ ...w.roleName, ...w.actorRole }, role);
}

/** Who did something, by the name the server gives; what is no account is named by what it is. */
export function useActorName(): (name: string) => string {
  const { w } = useWords();
  return (name) => {
    const kind = name.split(':')[0] ?? '';
    return Object.hasOwn(w.watch.actorName, kind) ? wordFor(w.watch.actorName, kind) : name;
  };
}
