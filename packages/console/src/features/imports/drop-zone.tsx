import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { useWords } from '../../words/words.ts';
import { type Collected, filesOfDrop, filesOfInput } from './collect-files.ts';
import './drop-zone.css';

type Take = (collected: Collected) => void;

function Chooser(props: { readonly folder: boolean; readonly take: Take; readonly children: string }) {
  const id = useId();
  return (
    <label className="choose" htmlFor={id}>
      <input
        id={id}
        type="file"
        multiple
        ref={(node) => void node?.toggleAttribute('webkitdirectory', props.folder)}
        onChange={(event) => {
          if (event.target.files) props.take(filesOfInput(event.target.files));
          event.target.value = '';
        }}
      />
      <span>{props.children}</span>
    </label>
  );
}

/** Takes files and whole folders, dropped or chosen. */
export function DropZone(props: {
  readonly take: Take;
  readonly title: string;
  /** On one line, where files are there already. */
  readonly isSmall?: boolean;
  readonly children?: ReactNode;
}) {
  const { t } = useWords();
  const [isOver, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOfDrop(event.dataTransfer).then(props.take);
  };
  return (
    <section
      className={['drop', isOver && 'drop-over', props.isSmall && 'drop-small'].filter(Boolean).join(' ')}
      aria-label={props.title}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p className="drop-title">{props.title}</p>
      <div className="drop-buttons">
        <Chooser folder={false} take={props.take}>
          {t('imports.chooseFiles')}
        </Chooser>
        <Chooser folder take={props.take}>
          {t('imports.chooseFolder')}
        </Chooser>
      </div>
      {props.children}
    </section>
  );
}
