import { Button, Modal } from 'antd';
import { CopyOnce } from '../../ui/copy-once.tsx';
import { useWords } from '../../words/words.ts';

/** An invitation as an address of this console, shown this once. */
export function LinkShown({ path, close }: { readonly path: string; readonly close: () => void }) {
  const { t } = useWords();
  const address = `${window.location.origin}/#${path}`;
  return (
    <Modal
      open
      title={t('accounts.linkTitle')}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t('accounts.done')}
        </Button>
      }
    >
      <div className="form">
        <p>{t('accounts.linkNote')}</p>
        <CopyOnce text={address} label={t('accounts.linkTitle')} />
      </div>
    </Modal>
  );
}
