import { Button, Input, Radio, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import type { AskedAsOf } from '../../api/as-of.ts';
import { Field } from '../../ui/form.tsx';
import { useGroundText } from '../../ui/ground-text.ts';
import { momentOf, typedIn } from '../../ui/moment.ts';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/words.ts';

type Typed = {
  readonly of: AskedAsOf['of'];
  readonly ref: string;
  readonly date: string;
  readonly time: string;
  readonly knowing: 'now' | 'then';
  readonly knownDate: string;
  readonly why: string;
};

const LEAST = 10;

/** What was typed as a question; undefined while it is not complete. */
function askedIn(typed: Typed, ground: string | undefined): AskedAsOf | undefined {
  const at = momentOf(typed.date, typed.time);
  const known = typed.knowing === 'then' ? momentOf(typed.knownDate, '') : undefined;
  const [ref, why] = [typed.ref.trim(), typed.why.trim()];
  const isGrounded = ground !== undefined || [...why].length >= LEAST;
  if (at === undefined || ref === '' || !isGrounded || (typed.knowing === 'then' && known === undefined))
    return undefined;
  const upon = ground === undefined ? { ground: 'urgent', why } : { ground };
  return { of: typed.of, ref, at, ...(known !== undefined && { known }), ...upon };
}

function Upon(props: {
  readonly ground: string | undefined;
  readonly why: string;
  readonly set: (why: string) => void;
}) {
  const { t } = useWords();
  const groundText = useGroundText();
  if (props.ground !== undefined) return <p>{t('asOf.groundGiven', { ground: groundText(props.ground) })}</p>;
  return (
    <Field label={t('asOf.urgentWhy')} note={t('asOf.urgentNote')}>
      {(id) => (
        <Input.TextArea
          id={id}
          rows={2}
          maxLength={2000}
          value={props.why}
          onChange={(event) => props.set(event.target.value)}
        />
      )}
    </Field>
  );
}

type Fields = { readonly typed: Typed; readonly set: (more: Partial<Typed>) => void };

function Subject({ typed, set }: Fields) {
  const { t, w } = useWords();
  const kinds = ['customer', 'person'] as const;
  return (
    <>
      <Field label={t('asOf.of')}>
        {(id) => (
          <Select
            id={id}
            value={typed.of}
            options={kinds.map((value) => ({ value, label: w.asOf.ofName[value] }))}
            onChange={(of) => set({ of, ref: '' })}
          />
        )}
      </Field>
      <Field
        label={t(typed.of === 'customer' ? 'asOf.customerRef' : 'asOf.personRef')}
        {...(typed.of === 'person' && { note: t('asOf.personNote') })}
      >
        {(id) => (
          <Input
            id={id}
            maxLength={256}
            spellCheck={false}
            value={typed.ref}
            onChange={(event) => set({ ref: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function When({ typed, set }: Fields) {
  const { t } = useWords();
  return (
    <>
      <Field label={t('asOf.date')}>
        {(id) => (
          <Input id={id} type="date" value={typed.date} onChange={(event) => set({ date: event.target.value })} />
        )}
      </Field>
      <Field label={t('asOf.time')} note={t('asOf.timeNote')}>
        {(id) => (
          <Input
            id={id}
            type="time"
            step={1}
            value={typed.time}
            onChange={(event) => set({ time: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function Knowing({ typed, set }: Fields) {
  const { t } = useWords();
  const options = [
    { value: 'now' as const, label: t('asOf.byNow') },
    { value: 'then' as const, label: t('asOf.byThen') },
  ];
  return (
    <>
      <Field label={t('asOf.knowing')}>
        {(id) => (
          <Radio.Group
            id={id}
            options={options}
            value={typed.knowing}
            onChange={(event) =>
              set({ knowing: event.target.value, knownDate: typed.knownDate === '' ? typed.date : typed.knownDate })
            }
          />
        )}
      </Field>
      {typed.knowing === 'then' && (
        <Field label={t('asOf.knownDate')}>
          {(id) => (
            <Input
              id={id}
              type="date"
              value={typed.knownDate}
              onChange={(event) => set({ knownDate: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** Of whom, as of when, as known when, and upon what. */
export function AsOfForm(props: { readonly given: Partial<AskedAsOf>; readonly ask: (asked: AskedAsOf) => void }) {
  const { t } = useWords();
  const { of = 'customer', ref = '', at, known, ground } = props.given;
  const [typed, setTyped] = useState<Typed>({
    ...{ of, ref, ...typedIn(at), why: '' },
    ...{ knowing: known === undefined ? 'now' : 'then', knownDate: typedIn(known).date },
  });
  const set = (more: Partial<Typed>) => setTyped({ ...typed, ...more });
  const asked = askedIn(typed, ground);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (asked !== undefined) props.ask(asked);
  };
  return (
    <Section id="as-of-form" title={t('asOf.form')}>
      <form className="form" onSubmit={onSubmit}>
        <div className="as-of-fields">
          <Subject typed={typed} set={set} />
          <When typed={typed} set={set} />
          <Knowing typed={typed} set={set} />
        </div>
        <Upon ground={ground} why={typed.why} set={(why) => set({ why })} />
        <div className="form-actions">
          <Button type="primary" htmlType="submit" disabled={asked === undefined}>
            {t('asOf.submit')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
