import { Drawer } from 'antd';
import type { Reading } from '../../api/access-types.ts';
import { useReading } from '../../api/oversight.ts';
import { useActorName } from '../../ui/account-name.ts';
import { useActName } from '../../ui/act-name.ts';
import { Fact } from '../../ui/fact.tsx';
import { FieldList, useFieldWords } from '../../ui/field-list.tsx';
import { useGroundText } from '../../ui/ground-text.ts';
import { fieldsOf } from '../../ui/record-fields.ts';
import { Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';

type Body = Readonly<Record<string, unknown>>;
const within = (value: unknown): Body =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

function Facts({ reading }: { readonly reading: Reading }) {
  const { t, w } = useWords();
  const nameOf = useActorName();
  const groundText = useGroundText();
  const actNameOf = useActName();
  const { actorName, act, ground, outcome, items, about, at } = reading;
  return (
    <dl className="reading-facts">
      <Fact label={t('watch.person')}>{nameOf(actorName)}</Fact>
      <Fact label={t('watch.at')}>
        <Time at={at} />
      </Fact>
      <Fact label={t('watch.act')}>{actNameOf(act)}</Fact>
      {ground !== '' && <Fact label={t('watch.ground')}>{groundText(ground)}</Fact>}
      {about.length > 0 && <Fact label={t('watch.about')}>{about.join(w.common.listSeparator)}</Fact>}
      <Fact label={t('watch.outcome')}>{wordFor(w.watch.outcomeName, outcome)}</Fact>
      {items > 0 && <Fact label={t('watch.items')}>{items}</Fact>}
    </dl>
  );
}

function What({ what }: { readonly what: Body }) {
  const { t } = useWords();
  const words = useFieldWords();
  const { log, index, ...others } = what;
  const isPlace = typeof log === 'string' && typeof index === 'number';
  const rest = isPlace ? others : what;
  return (
    <>
      {isPlace && <p>{t('watch.place', { log, index })}</p>}
      {Object.keys(rest).length > 0 && <FieldList fields={fieldsOf(rest, words)} />}
    </>
  );
}

function Opened({ reading }: { readonly reading: Reading }) {
  const { t } = useWords();
  const { data, error, refetch } = useReading(reading.index);
  const what = within(data?.body.what);
  return (
    <div className="form">
      <Facts reading={reading} />
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && Object.keys(what).length > 0 && (
        <>
          <h3 className="row-title">{t('watch.what')}</h3>
          <p className="form-note">{t('watch.openedNote')}</p>
          <What what={what} />
        </>
      )}
    </div>
  );
}

/** What one entry of the log of readings says. */
export function ReadingDrawer({ reading, close }: { readonly reading: Reading; readonly close: () => void }) {
  const { t } = useWords();
  return (
    <Drawer
      open
      size={Math.min(560, window.innerWidth)}
      title={t('watch.opened', { index: reading.index })}
      onClose={close}
      closable={{ 'aria-label': t('app.close') }}
    >
      <Opened reading={reading} />
    </Drawer>
  );
}
