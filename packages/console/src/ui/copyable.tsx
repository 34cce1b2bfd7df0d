import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useWords } from '../words/words.ts';
import './copyable.css';

/** A digest or another text that is compared elsewhere, with a button that copies it; where nothing may be copied it is selected. */
export function Copyable({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useWords();
  const shown = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  const select = () => shown.current !== null && window.getSelection()?.selectAllChildren(shown.current);
  const copy = () => {
    const { clipboard } = navigator as { readonly clipboard?: Clipboard };
    if (clipboard === undefined) select();
    else void clipboard.writeText(text).then(() => setCopied(true), select);
  };
  return (
    <span className="copyable">
      <code ref={shown}>{text}</code>
      <Button
        type="text"
        size="small"
        icon={copied ? <CheckOutlined /> : <CopyOutlined />}
        aria-label={t(copied ? 'copy.done' : 'copy.what', { what: label })}
        title={t('copy.what', { what: label })}
        onClick={copy}
        aria-live="polite"
      />
    </span>
  );
}
