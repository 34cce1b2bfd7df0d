import type { ReactNode } from 'react';
import type { SessionShown } from '../api/access-types.ts';
import { useWords, wordFor } from '../words/words.ts';
import { agentLabel } from './agent.ts';
import { Fact } from './fact.tsx';
import { Tag } from './signs.tsx';
import { Time } from './time.tsx';

/** Where somebody is signed in: device, place, how and since when; `end` offers what can be done about one. */
export function SessionList(props: {
  readonly sessions: readonly SessionShown[];
  readonly current?: string;
  readonly end?: (session: SessionShown) => ReactNode;
}) {
  const { t, w } = useWords();
  return (
    <ul className="rows">
      {props.sessions.map((session) => (
        <li key={session.id} className="row">
          <div className="row-head">
            <h3 title={session.agent}>{agentLabel(session.agent) || t('security.agentUnknown')}</h3>
            {session.id === props.current && <Tag>{t('security.sessionCurrent')}</Tag>}
            {session.id !== props.current && <span className="row-end">{props.end?.(session)}</span>}
          </div>
          <dl className="row-facts">
            <Fact label={t('security.sessionPlace')}>{session.address || t('common.unknown')}</Fact>
            <Fact label={t('security.sessionMethod')}>{wordFor(w.security.method, session.method)}</Fact>
            <Fact label={t('security.sessionSeen')}>
              <Time at={session.seenAt} />
            </Fact>
            <Fact label={t('security.sessionMade')}>
              <Time at={session.madeAt} />
            </Fact>
          </dl>
        </li>
      ))}
    </ul>
  );
}
