import { Button, Progress } from 'antd';
import { clearUploads, isOnItsWay, type Upload } from '../../api/uploads.ts';
import { formatSize } from '../../ui/format-size.ts';
import { useWords, wordFor } from '../../words/words.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

function Refused({ id, refused }: { readonly id: string; readonly refused: readonly Upload[] }) {
  const { t, w } = useWords();
  return (
    <div className="import-warning" role="alert">
      <strong>{t('imports.uploadRefused', { count: refused.length })}</strong>
      <ul>
        {refused.map(({ path, problem }) => (
          <li key={path}>
            {path}
            {w.common.colon}
            {wordFor(w.refusal, problem?.code ?? 'unexpected')}
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => clearUploads(id)}>
        {t('imports.uploadAgain')}
      </Button>
    </div>
  );
}

/** What is on its way from this computer, and what did not arrive. */
export function UploadLine({ id, uploads }: { readonly id: string; readonly uploads: readonly Upload[] }) {
  const { t } = useWords();
  const refused = uploads.filter(({ state }) => state === 'refused');
  const isUploading = uploads.some(isOnItsWay);
  if (!isUploading) return refused.length > 0 ? <Refused id={id} refused={refused} /> : null;
  const [sent, total] = [sum(uploads.map((each) => each.sentBytes)), sum(uploads.map((each) => each.sizeBytes))];
  return (
    <div className="upload" role="status">
      <p>
        {t('imports.uploading', {
          sent: formatSize(sent),
          total: formatSize(total),
          done: uploads.filter(({ state }) => state === 'sent').length,
          count: uploads.length,
        })}
      </p>
      <Progress percent={total === 0 ? 0 : Math.floor((sent / total) * 100)} size="small" status="normal" />
      <p className="import-lead">{t('imports.uploadNote')}</p>
    </div>
  );
}
