import { DownloadOutlined, SafetyOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { buildPackage, fetchPackage, fetchTrust } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { BuiltPackage } from '../../api/types.ts';
import { Field } from '../../ui/form.tsx';
import { Refused } from '../../ui/refused.tsx';
import { Section } from '../../ui/section.tsx';
import { Problem } from '../../ui/states.tsx';
import { useWords, type Words } from '../../words/words.ts';
import { runVerify } from './run-verify.ts';
import { saveBytes } from './save-bytes.ts';
import { Verdict } from './verdict.tsx';
import { VerifyFailure } from './verify-failure.tsx';
import './package-panel.css';

async function verifyHere(id: string) {
  const [bytes, trust] = await Promise.all([fetchPackage(id), fetchTrust()]);
  return runVerify(bytes, trust);
}

function Built({ built }: { readonly built: BuiltPackage }) {
  const { t } = useWords();
  const download = useMutation({
    mutationFn: () => fetchPackage(built.id),
    onSuccess: (bytes) => saveBytes(bytes, built.file.split('/').at(-1) ?? 'package.zip', 'application/zip'),
  });
  const verify = useMutation({ mutationFn: () => verifyHere(built.id) });
  return (
    <>
      <p className="package-built" role="status">
        <strong>{t('package.built')}</strong> · {t('package.items', { count: built.items })}
        <span className="package-file">{built.file.split('/').at(-1)}</span>
      </p>
      <div className="package-buttons">
        <Button icon={<DownloadOutlined />} loading={download.isPending} onClick={() => download.mutate()}>
          {t('package.download')}
        </Button>
        <Button icon={<SafetyOutlined />} loading={verify.isPending} onClick={() => verify.mutate()}>
          {verify.isPending ? t('package.verifying') : verify.data ? t('package.again') : t('package.verify')}
        </Button>
      </div>
      <p className="package-note">{t('package.localNote')}</p>
      {(download.error ?? verify.error) && <Problem error={download.error ?? verify.error} />}
      {verify.data && !verify.data.ok && <VerifyFailure answer={verify.data} />}
      {verify.data?.ok && (
        <>
          <Verdict verified={verify.data} />
          <p className="package-note">{t('package.ownKeys')}</p>
        </>
      )}
    </>
  );
}

type ProfileName = keyof Words['profile']['name'];
const isProfile = (table: object, name: string): name is ProfileName => Object.hasOwn(table, name);

/** Chooses whom the package is for, and says what it then leaves out. */
function ProfileField(props: { readonly profile: ProfileName; readonly choose: (profile: ProfileName) => void }) {
  const { t, w } = useWords();
  const { profile, choose } = props;
  return (
    <Field label={t('profile.label')} note={w.profile.leavesOut[profile]}>
      {(id) => (
        <Select
          id={id}
          value={profile}
          options={Object.entries(w.profile.name).map(([value, label]) => ({ value, label }))}
          onChange={(chosen: string) => isProfile(w.profile.name, chosen) && choose(chosen)}
        />
      )}
    </Field>
  );
}

/** Builds the package of a chain, downloads it, and verifies in this browser what was downloaded. */
export function PackagePanel(props: { readonly chainId: string; readonly isCovered: boolean }) {
  const { t } = useWords();
  const { chainId, isCovered } = props;
  const may = useMay();
  const [profile, choose] = useState<ProfileName>('internal-report');
  const build = useMutation({ mutationFn: () => buildPackage(chainId, profile) });
  const chooseAnew = (chosen: ProfileName) => {
    choose(chosen);
    build.reset();
  };
  return (
    <Section id="package" title={t('package.title')}>
      <p className="package-lead">{t('package.lead')}</p>
      {isCovered && <p className="package-note">{t('package.needsName')}</p>}
      {!may('package.make') && <p className="package-note">{t('package.mayNot')}</p>}
      <ProfileField profile={profile} choose={chooseAnew} />
      <Button
        disabled={!may('package.make')}
        type={build.data ? 'default' : 'primary'}
        loading={build.isPending}
        onClick={() => build.mutate()}
      >
        {build.isPending ? t('package.building') : t('package.build')}
      </Button>
      <Refused error={build.error} sentence={isCovered ? t('package.needsName') : undefined} />
      {build.data && <Built key={build.data.id} built={build.data} />}
    </Section>
  );
}
