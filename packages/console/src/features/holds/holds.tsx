import { Button } from 'antd';
import { useState } from 'react';
import type { Hold } from '../../api/access-types.ts';
import { useHolds } from '../../api/protections.ts';
import { useMay } from '../../api/session.ts';
import { useAccountName, useActorName } from '../../ui/account-name.ts';
import { Fact } from '../../ui/fact.tsx';
import { ProposeDialog } from '../../ui/propose-dialog.tsx';
import { spanText } from '../../ui/scope-text.ts';
import { Section } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';
import { PlaceHold } from './place-hold.tsx';

/** Who placed a hold: an account, or somebody at the server itself. */
function useBy(): (by: string) => string {
  const nameOf = useAccountName();
  const actorName = useActorName();
  return (by) => (/^(account:)?[0-9a-f]{32}$/.test(by) ? nameOf(by) : actorName(by));
}

function Query({ hold }: { readonly hold: Hold }) {
  const { t, w } = useWords();
  const by = useBy();
  const { employees, sources, from, to } = hold.query;
  const join = (list: readonly string[]) => list.join(w.common.listSeparator);
  return (
    <dl className="row-facts">
      <Fact label={t('holds.employees')}>{join(employees)}</Fact>
      <Fact label={t('holds.sources')}>{sources ? join(sources) : t('holds.sourcesAll')}</Fact>
      <Fact label={t('holds.period')}>
        {from === undefined && to === undefined ? t('holds.periodAll') : spanText(from, to)}
      </Fact>
      <Fact label={t('holds.placedBy')}>{by(hold.by)}</Fact>
      <Fact label={t('holds.placedAt')}>
        <Time at={hold.placedAt} />
      </Fact>
      {hold.releasedAt !== null && (
        <Fact label={t('holds.releasedAt')}>
          <Time at={hold.releasedAt} />
        </Fact>
      )}
      <Fact label={t('acts.entry')}>#{hold.index}</Fact>
    </dl>
  );
}

function Row({ hold }: { readonly hold: Hold }) {
  const { t } = useWords();
  const may = useMay();
  const [isAsking, ask] = useState(false);
  const stands = hold.releasedAt === null;
  return (
    <li className="row">
      <div className="row-head">
        <h3>{hold.why}</h3>
        <Tag>{stands ? t('holds.standing') : t('holds.released')}</Tag>
      </div>
      <Query hold={hold} />
      {stands && may('hold.release.propose') && (
        <div className="row-actions">
          <Button onClick={() => ask(true)}>{t('holds.release')}</Button>
        </div>
      )}
      {isAsking && (
        <ProposeDialog
          kind="hold.release"
          title={t('holds.releaseTitle')}
          lead={t('holds.releaseLead')}
          payload={{ hold: hold.id }}
          close={() => ask(false)}
        />
      )}
    </li>
  );
}

/** 保全: what must not be destroyed, by its exact query. */
export function Holds() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useHolds();
  const [isPlacing, setPlacing] = useState(false);
  return (
    <Section id="holds" title={t('holds.holds')} lead={t('holds.holdsLead')}>
      {may('hold.place') && (
        <div className="bar-row">
          <Button type="primary" onClick={() => setPlacing(true)}>
            {t('holds.place')}
          </Button>
        </div>
      )}
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data?.holds.length === 0 && <Empty title={t('holds.holdsNone')} next={t('holds.holdsNoneNext')} />}
      {data && data.holds.length > 0 && (
        <ul className="rows">
          {data.holds.map((hold) => (
            <Row key={hold.id} hold={hold} />
          ))}
        </ul>
      )}
      {isPlacing && <PlaceHold close={() => setPlacing(false)} />}
    </Section>
  );
}
