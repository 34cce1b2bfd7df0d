import { useNavigate } from '@tanstack/react-router';
import { Button, Modal, Progress } from 'antd';
import { useState } from 'react';
import type { ImportActs } from '../../api/intake.ts';
import type { ImportState } from '../../api/types.ts';
import { stopUploads } from '../../api/uploads.ts';
import { Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { CountsLine } from './counts-line.tsx';
import { lookAt, obstacleOf, totalOf } from './reading.ts';

function GiveUp({ id, acts }: { readonly id: string; readonly acts: ImportActs }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [isAsking, ask] = useState(false);
  const giveUp = () => {
    stopUploads(id);
    acts.giveUp.mutate(undefined, { onSuccess: () => void navigate({ to: '/imports' }) });
  };
  return (
    <>
      <Button type="text" onClick={() => ask(true)}>
        {t('imports.giveUp')}
      </Button>
      <Modal
        open={isAsking}
        title={t('imports.giveUpAsk')}
        okText={t('imports.giveUp')}
        cancelText={t('imports.keep')}
        okButtonProps={{ danger: true, loading: acts.giveUp.isPending }}
        onOk={giveUp}
        onCancel={() => ask(false)}
      >
        <p>{t('imports.giveUpNote')}</p>
        {acts.giveUp.error && <Problem error={acts.giveUp.error} />}
      </Modal>
    </>
  );
}

function Why({ state, isUploading }: { readonly state: ImportState; readonly isUploading: boolean }) {
  const { t } = useWords();
  const obstacle = obstacleOf(state, isUploading);
  const needs = lookAt(state.files, state.state, 'needs').length;
  const unread = lookAt(state.files, state.state, 'unread').length;
  return (
    <p className="run-why" role="status">
      {obstacle === undefined ? t('imports.runNote') : t(`imports.cannotRun.${obstacle}`, { count: needs })}
      {obstacle === undefined && unread > 0 && ` ${t('imports.unreadNote', { count: unread })}`}
    </p>
  );
}

/** The totals of an import and the one button that starts it; it stays in sight while the files are looked through. */
export function RunBar(props: {
  readonly state: ImportState;
  readonly isUploading: boolean;
  readonly progress: number;
  readonly acts: ImportActs;
}) {
  const { t } = useWords();
  const { state, isUploading, progress, acts } = props;
  const { files } = state;
  const total = totalOf(files.flatMap(({ reports }) => reports));
  const isMoving = state.state === 'rehearsing' || state.state === 'running';
  return (
    <div className={state.state === 'done' ? 'run-bar run-bar-still' : 'run-bar'}>
      {total.found > 0 && state.state !== 'running' && <CountsLine counts={total} isDry={state.state !== 'done'} />}
      {isMoving && <Progress className="run-progress" percent={Math.floor(progress * 100)} size="small" />}
      {state.state !== 'done' && state.state !== 'running' && (
        <>
          <div className="run-buttons">
            <GiveUp id={state.id} acts={acts} />
            <Button
              type="primary"
              disabled={obstacleOf(state, isUploading) !== undefined}
              loading={acts.run.isPending}
              onClick={() => acts.run.mutate()}
            >
              {state.state === 'failed' ? t('imports.runAgain') : t('imports.run')}
            </Button>
          </div>
          <Why state={state} isUploading={isUploading} />
        </>
      )}
      {state.state === 'running' && <p className="run-why">{t('imports.leaveNote')}</p>}
      {acts.run.error && <Problem error={acts.run.error} />}
    </div>
  );
}
