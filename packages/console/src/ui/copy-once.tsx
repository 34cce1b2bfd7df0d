import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/words.ts';
import './form.css';

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <Button icon={copied ? <CheckOutlined /> : <CopyOutlined />} onClick={copy} aria-live="polite">
      {copied ? t('accounts.copied') : label}
    </Button>
  );
}

/** Something secret that is shown this once, to be selected or copied. */
export function CopyOnce({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useWords();
  return (
    <div className="once">
      <code data-testid="shown-once">
        <span className="visually-hidden">{label} </span>
        {text}
      </code>
      <CopyButton text={text} label={t('accounts.copy')} />
    </div>
  );
}
