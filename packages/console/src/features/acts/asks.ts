import type { Act, Payload } from '../../api/access-types.ts';
import { useMatrix } from '../../api/oversight.ts';
import { useCases, useHolds, useWalls } from '../../api/protections.ts';
import { useSession } from '../../api/session.ts';
import { useAccountName, useRoleName } from '../../ui/account-name.ts';
import { lastDayBefore } from '../../ui/day.ts';
import { pseudonymOf } from '../../ui/pseudonym.ts';
import { useScopeText } from '../../ui/scope-text.ts';
import { useWords } from '../../words/words.ts';

/** What each kind asks for, one sentence a line; the first is the heading. */
type Lines = readonly string[];
type Teller = { readonly [K in Act['kind']]: (payload: Payload<K>) => Lines };

function useRoleActs(): Pick<Teller, 'role.grant' | 'matrix.change' | 'account.recover'> {
  const { t, language } = useWords();
  const nameOf = useAccountName();
  const roleName = useRoleName();
  const scopeText = useScopeText();
  const { data: matrix } = useMatrix();
  return {
    'account.recover': ({ account }) => [t('acts.asks.recover', { account: nameOf(account) })],
    'role.grant': ({ account, role, scope, until }) => [
      t('acts.asks.grant', { account: nameOf(account), role: roleName(role) }),
      t('acts.asks.grantScope', { scope: scopeText(scope) || t('accounts.scopeAll') }),
      until === null ? t('acts.asks.grantForever') : t('acts.asks.grantUntil', { until: lastDayBefore(until) }),
    ],
    'matrix.change': ({ role, permission, allowed }) => {
      const row = matrix?.rows.find((each) => each.permission === permission);
      const named = row === undefined ? permission : language === 'en' ? row.en : row.zh;
      const words = { role: roleName(role), permission: named };
      return [allowed ? t('acts.asks.allow', words) : t('acts.asks.forbid', words)];
    },
  };
}

function useProtectionActs(): Pick<Teller, 'wall.lift' | 'hold.release' | 'case.close'> {
  const { t, w } = useWords();
  const nameOf = useAccountName();
  const { data: walls } = useWalls();
  const { data: holds } = useHolds();
  const { data: cases } = useCases();
  return {
    'wall.lift': ({ wall }) => {
      const known = walls?.walls.find((each) => each.id === wall);
      if (known === undefined) return [t('acts.asks.wallPlain', { id: wall.slice(0, 8) })];
      return [t('acts.asks.wall', { account: nameOf(known.account), person: known.label })];
    },
    'hold.release': ({ hold }) => {
      const known = holds?.holds.find((each) => each.id === hold);
      if (known === undefined) return [t('acts.asks.holdPlain', { id: hold.slice(0, 8) })];
      return [t('acts.asks.hold', { employees: known.query.employees.join(w.common.listSeparator) }), known.why];
    },
    'case.close': (asked) => {
      const known = cases?.cases.find((each) => each.id === asked.case);
      const title = known?.title ?? asked.case.slice(0, 8);
      return [t('acts.asks.case', { title }), t('acts.asks.caseOutcome', { outcome: asked.outcome })];
    },
  };
}

function useContentActs(act: Act): Pick<Teller, 'name.unmask' | 'rule.live' | 'relation.confirm' | 'key.destroy'> {
  const { t, w } = useWords();
  const nameOf = useAccountName();
  const { data: session } = useSession();
  const seerOf = (account: string) =>
    `account:${account}` === act.proposer && account !== session?.account.id
      ? `${act.proposerName} (${t('acts.proposer')})`
      : nameOf(account);
  return {
    'name.unmask': ({ person, accounts, hours }) => {
      const words = { person: pseudonymOf(person), hours };
      return [t('acts.asks.unmask', { accounts: accounts.map(seerOf).join(w.common.listSeparator), ...words })];
    },
    'rule.live': ({ rule, version, live, assessment, notice }) => [
      live ? t('acts.asks.ruleOn', { rule, version }) : t('acts.asks.ruleOff', { rule, version }),
      t('acts.asks.ruleAssessment', { text: assessment }),
      t('acts.asks.ruleNotice', { text: notice }),
    ],
    'relation.confirm': ({ relation }) => {
      if (relation.type === 'company') return [t('acts.asks.company', relation)];
      const handle = `${relation.handle.system}:${relation.handle.ref}`;
      return [t('acts.asks.account', { handle, person: relation.person.ref })];
    },
    'key.destroy': ({ person, month, withConversations, withOriginals }) => {
      const conversations = withConversations ? t('acts.asks.destroyConversations') : '';
      const originals = withOriginals ? t('acts.asks.destroyOriginals') : '';
      return [t('acts.asks.destroy', { person, month, also: conversations + originals })];
    },
  };
}

/** What an act asks for, in plain words. */
export function useAsks(act: Act): Lines {
  const { t } = useWords();
  const teller: Teller = { ...useRoleActs(), ...useProtectionActs(), ...useContentActs(act) };
  if (act.payload === null) return [t('acts.unreadable')];
  // The server checks each payload by the schema of its kind.
  const tell = teller[act.kind] as (payload: Act['payload']) => Lines;
  return tell(act.payload);
}
