import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { ImportFile, SettingsGiven } from '../../api/types.ts';
import { Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { type Need, needsOf, type SettingName, settingNames } from './reading.ts';
import { SettingField } from './setting-field.tsx';

type Values = Readonly<Partial<Record<SettingName, string>>>;
type Say = (said: { readonly file?: number; readonly settings: SettingsGiven }) => void;

/** What was typed: a value where there is another one, null where one that was given before has been taken away. */
function settingsFrom(values: Values, before: ImportFile['settings']): SettingsGiven {
  const said: { [name in SettingName]?: string | null } = {};
  for (const [name, text] of Object.entries(values) as [SettingName, string][]) {
    const value = name === 'password' ? text : text.trim();
    const given = name === 'password' ? undefined : before[name];
    if (value !== '' && value !== given) said[name] = value;
    else if (value === '' && given !== undefined) said[name] = null;
  }
  return said;
}

/** The settings that were given for a file. */
export const fieldsGiven = ({ settings }: ImportFile): readonly SettingName[] =>
  settingNames.filter((name) => (name === 'password' ? settings.hasPassword : settings[name] !== undefined));

function fieldsToAsk(file: ImportFile): readonly Need[] {
  const needed = needsOf(file);
  const others = [...fieldsGiven(file), 'source'].filter((name, at, all) => all.indexOf(name) === at);
  return [
    ...needed,
    ...others.filter((name) => needed.every((need) => need.name !== name)).map((name) => ({ name, more: '' })),
  ];
}

/** Asks for what a file still needs and says why the law asks for it; the answer may go to every file at once. */
export function SettingsForm(props: {
  readonly file: ImportFile;
  readonly files: number;
  readonly say: Say;
  readonly isSaving: boolean;
  readonly error: Error | null;
}) {
  const { t } = useWords();
  const { file, files, say } = props;
  const [values, setValues] = useState<Values>({});
  const needed = needsOf(file);
  const settings = settingsFrom(values, file.settings);
  const isSame = Object.keys(settings).length === 0;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSame) say({ file: file.n, settings });
  };
  return (
    <form className={needed.length > 0 ? 'needs needs-open' : 'needs'} onSubmit={onSubmit} autoComplete="off">
      <h4>{needed.length > 0 ? t('imports.needsTitle') : t('imports.settings')}</h4>
      <p className="import-lead">{needed.length > 0 ? t('imports.needsLead') : t('imports.settingsLead')}</p>
      <div className="needs-fields">
        {fieldsToAsk(file).map((need) => (
          <SettingField
            key={need.name}
            need={need}
            isNeeded={needed.includes(need) || needed.some(({ name }) => name === need.name)}
            given={file.settings}
            suggested={file.reports[0]?.source ?? undefined}
            value={values[need.name as SettingName]}
            set={(value) => setValues({ ...values, [need.name]: value })}
          />
        ))}
      </div>
      <div className="needs-buttons">
        <Button
          htmlType="submit"
          type={needed.length > 0 ? 'primary' : 'default'}
          disabled={isSame}
          loading={props.isSaving}
        >
          {t('imports.save')}
        </Button>
        {files > 1 && (
          <Button disabled={isSame || props.isSaving} onClick={() => say({ settings })}>
            {t('imports.saveAll', { count: files })}
          </Button>
        )}
      </div>
      {props.error && <Problem error={props.error} />}
    </form>
  );
}
