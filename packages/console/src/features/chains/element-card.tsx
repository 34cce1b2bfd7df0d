import type { ElementOfGround } from '../../api/types.ts';
import { useWords } from '../../words/words.ts';
import { EntryLinks } from './link-list.tsx';

const marks = { proven: '✓', weak: '△', missing: '✕' } as const;

/** What the kinds of evidence are that cannot stand alone, and whether a second item bears them out. */
function Article90({ element }: { readonly element: ElementOfGround }) {
  const { t, w, language } = useWords();
  const { article90, standsAlone, needsSecond } = element;
  if (standsAlone || article90.length === 0) return null;
  const classes = article90.map((each) => w.sufficiency.class90[each]).join(language === 'en' ? ', ' : '、');
  return (
    <p className="element-flag">
      {t('sufficiency.article90', { classes })}
      <br />
      {t(needsSecond ? 'sufficiency.needsSecond' : 'sufficiency.standsBeside')}
    </p>
  );
}

/** One element: how it stands and why, the entries it rests on, what else would prove it and by which lawful way. */
export function ElementCard({ element }: { readonly element: ElementOfGround }) {
  const { t, w } = useWords();
  const { state, title, article, because, entries, proves, next } = element;
  return (
    <li className={`element element-${state}`}>
      <h4>
        <span className="element-state">
          <span aria-hidden="true">{marks[state]}</span>
          {w.sufficiency.state[state]}
        </span>
        <span lang="zh-CN">{title}</span>
      </h4>
      <p className="element-article" lang="zh-CN">
        {article}
      </p>
      <p lang="zh-CN">{because}</p>
      <Article90 element={element} />
      <EntryLinks entries={entries} />
      {state !== 'proven' && <p className="element-proves">{t('sufficiency.proves', { proves })}</p>}
      {next.length > 0 && (
        <>
          <h5>{t('sufficiency.next')}</h5>
          <ul lang="zh-CN">
            {next.map(({ way, what, article: basis }) => (
              <li key={way}>
                {way}：{what}（{basis}）
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}
