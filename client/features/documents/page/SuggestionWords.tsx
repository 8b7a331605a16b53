import { useTranslation } from 'react-i18next';
import { useFormats } from '@client/i18n/useFormats';
import { suggestionLines } from './suggestionLines.ts';
import type { ShownPiece, SuggestionLine } from './suggestionLines.ts';
import styles from './Card.module.css';

const known = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'taskItem',
  'decisionList',
  'decisionItem',
  'panel',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
  'rule',
  'codeBlock',
  'blockquote',
  'expand',
  'mediaSingle',
]);
const formats = new Set([
  'strong',
  'em',
  'underline',
  'strike',
  'code',
  'link',
  'subsup',
  'textColor',
  'backgroundColor',
]);

/** What a suggestion would do: a verb per line, with the words concerned. */
export function SuggestionWords({ pieces }: { pieces: readonly ShownPiece[] }) {
  const { t } = useTranslation('document');
  const { quote, list } = useFormats();

  const what = ({ verb, text, block, formats: changed }: SuggestionLine) => {
    const kind = block && t(`kinds.${known.has(block) ? block : 'other'}`);
    switch (verb) {
      case 'remove':
        return <del className={styles.removed}>{text || kind}</del>;
      case 'add':
        return <ins className={styles.added}>{text || kind}</ins>;
      case 'format':
        return (
          <span>
            {quote(text)}{' '}
            {list(
              (changed ?? []).map(({ name, isRemoved }) => {
                const format = t(`formats.${formats.has(name) ? name : 'other'}`);
                return isRemoved ? t('formats.without', { format }) : format;
              }),
            )}
          </span>
        );
      case 'change':
        return (
          <span>
            {quote(text)} → {kind}
          </span>
        );
      case 'join':
        return <span>{t('suggestion.join-what')}</span>;
      case 'split':
        return <span>¶ {t('suggestion.split')}</span>;
    }
  };
  const verbOf = ({ verb }: SuggestionLine) => t(`suggestion.${verb === 'split' ? 'add' : verb}`);

  return (
    <ul role="list" className={styles.words}>
      {suggestionLines(pieces).map((line, index) => (
        <li key={index} className={styles.line}>
          <span className={styles.verb}>{verbOf(line)}</span> {what(line)}
        </li>
      ))}
    </ul>
  );
}
