import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/words.ts';

/** Articles to look up; never a conclusion about this chain. */
export function Laws({ laws }: { readonly laws: readonly string[] }) {
  const { t } = useWords();
  if (laws.length === 0) return null;
  return (
    <Section id="laws" title={t('chain.laws')}>
      <ul className="laws">
        {laws.map((law) => (
          <li key={law}>{law}</li>
        ))}
      </ul>
      <p className="rivals-note">{t('chain.lawsNote')}</p>
    </Section>
  );
}
