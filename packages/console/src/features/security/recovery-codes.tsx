import { Button } from 'antd';
import { CopyButton } from '../../ui/copy-once.tsx';
import { useWords } from '../../words/words.ts';
import './security.css';

/** Ten codes, shown this once; gone when their person says that they have kept them. */
export function RecoveryCodes({ codes, kept }: { readonly codes: readonly string[]; readonly kept: () => void }) {
  const { t } = useWords();
  return (
    <div className="form">
      <p role="status">{t('security.codesOnce')}</p>
      <ol className="recovery-codes" data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="form-actions">
        <CopyButton text={codes.join('\n')} label={t('security.codesCopy')} />
        <Button type="primary" onClick={kept}>
          {t('security.codesKept')}
        </Button>
      </div>
    </div>
  );
}
