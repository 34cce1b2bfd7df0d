import { Input, Select, Space } from 'antd';
import { useId } from 'react';
import type { ImportFile } from '../../api/types.ts';
import { useWords, wordFor } from '../../words/words.ts';
import { basesIn, type Need, ownerOf } from './reading.ts';

type Control = { readonly id: string; readonly value: string; readonly set: (value: string) => void };

function Basis({ id, value, set, more }: Control & { readonly more: string }) {
  const { t, w } = useWords();
  const options = basesIn(more, Object.keys(w.basis)).map((basis) => ({
    value: basis,
    label: wordFor(w.basis, basis),
  }));
  return (
    <Select
      id={id}
      allowClear
      placeholder={t('imports.basisChoose')}
      value={value === '' ? null : value}
      options={options}
      onChange={(chosen: string | undefined) => set(chosen ?? '')}
    />
  );
}

const accounts = ['bank', 'alipay', 'wechat', 'wallet', 'company', 'hr', 'phone', 'email'] as const;

/** An account is of the system that the file comes from, where that has accounts; else most are of a bank. */
const systemOf = (source: string | undefined): string =>
  accounts.find((each) => source?.split('-').includes(each)) ?? 'bank';

function Owner({ id, value, set, suggested }: Control & { readonly suggested: string | undefined }) {
  const { t, w } = useWords();
  const { system, ref } = ownerOf(value === '' ? `${systemOf(suggested)}:` : value);
  return (
    <Space.Compact block>
      <Select
        aria-label={t('imports.ownerSystem')}
        className="owner-system"
        value={system}
        options={accounts.map((each) => ({ value: each, label: w.system[each] }))}
        onChange={(chosen) => set(ref === '' ? `${chosen}:` : `${chosen}:${ref}`)}
      />
      <Input
        id={id}
        aria-label={t('imports.ownerRef')}
        placeholder={t('imports.ownerRef')}
        value={ref}
        onChange={(event) => set(event.target.value === '' ? '' : `${system}:${event.target.value}`)}
      />
    </Space.Compact>
  );
}

const near = ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Taipei', 'Asia/Singapore', 'Asia/Tokyo', 'UTC'];
const zones = [...near, ...Intl.supportedValuesOf('timeZone').filter((zone) => !near.includes(zone))];

function Zone({ id, value, set }: Control) {
  const { t } = useWords();
  return (
    <Select
      id={id}
      showSearch
      allowClear
      placeholder={t('imports.basisChoose')}
      value={value === '' ? null : value}
      options={zones.map((zone) => ({ value: zone, label: zone === near[0] ? `${zone} (UTC+8)` : zone }))}
      onChange={(chosen: string | undefined) => set(chosen ?? '')}
    />
  );
}

function Text({ id, value, set, example }: Control & { readonly example: string }) {
  return (
    <Input
      id={id}
      autoComplete="off"
      spellCheck={false}
      placeholder={example}
      value={value}
      onChange={(event) => set(event.target.value)}
    />
  );
}

function Asked({
  name,
  more,
  ...control
}: Control & Need & { readonly hasPassword: boolean; readonly suggested: string | undefined }) {
  const { t } = useWords();
  const { hasPassword, suggested, ...plain } = control;
  if (name === 'basis') return <Basis {...plain} more={more} />;
  if (name === 'owner') return <Owner {...plain} suggested={suggested} />;
  if (name === 'zone') return <Zone {...plain} />;
  if (name === 'password')
    return (
      <Input.Password
        id={plain.id}
        autoComplete="new-password"
        placeholder={hasPassword ? '••••••' : ''}
        value={plain.value}
        onChange={(event) => plain.set(event.target.value)}
      />
    );
  const example = suggested ?? t('imports.sourceExample');
  return <Text {...plain} example={name === 'handover' ? t('imports.handoverExample') : example} />;
}

/** One setting with its label and, where it is needed, why. A need that this page does not know is asked as a text. */
export function SettingField(props: {
  readonly need: Need;
  readonly isNeeded: boolean;
  readonly given: ImportFile['settings'];
  /** The source that would be used where none is given. */
  readonly suggested: string | undefined;
  readonly value: string | undefined;
  readonly set: (value: string) => void;
}) {
  const { w } = useWords();
  const id = useId();
  const { name, more } = props.need;
  const { mapping: _, hasPassword, ...given } = props.given;
  const before: Readonly<Record<string, string | undefined>> = given;
  return (
    <div className="need">
      <label htmlFor={id}>
        {wordFor(w.imports.field, name)}
        {props.isNeeded && (
          <span className="need-star" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </label>
      <Asked
        id={id}
        name={name}
        more={more}
        hasPassword={hasPassword}
        suggested={props.suggested}
        value={props.value ?? before[name] ?? ''}
        set={props.set}
      />
      {props.isNeeded && (
        <p className="need-why">
          {Object.hasOwn(w.imports.why, name) ? wordFor(w.imports.why, name) : w.imports.why.other}
        </p>
      )}
      {props.isNeeded && more !== '' && !Object.hasOwn(w.imports.why, name) && (
        <p className="need-why" lang="en">
          {more}
        </p>
      )}
    </div>
  );
}
