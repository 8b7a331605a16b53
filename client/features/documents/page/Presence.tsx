import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Awareness } from 'y-protocols/awareness';
import { coloursOf } from '@client/editor/presence/colour';
import { othersPresent } from '@client/editor/presence/cursors';
import { Avatar } from '@client/ui/Avatar';
import styles from './Presence.module.css';

const shownAtMost = 3;

/** Who else is in the document, with the colour of their cursor. Comes and goes silently for those who listen. */
export function Presence({ awareness }: { awareness: Awareness }) {
  const { t } = useTranslation('document');
  const people = usePresent(awareness);
  const colours = coloursOf(people.map(({ id }) => id));
  if (people.length === 0) return null;
  const more = people.length - shownAtMost;

  return (
    <ul role="list" aria-label={t('present.label')} className={styles.people}>
      {people.slice(0, shownAtMost).map(({ id, name, side }) => (
        <li
          key={id}
          className={styles.person}
          data-side={side}
          style={{ '--presence': `var(--cdg-presence-${colours.get(id)})` } as React.CSSProperties}
        >
          <Avatar name={name} side={side} />
          {name}
        </li>
      ))}
      {more > 0 && <li className={styles.more}>{t('present.more', { count: more })}</li>}
    </ul>
  );
}

/** The people present, each once however many pages they have open. */
function usePresent(awareness: Awareness) {
  const store = useMemo(() => presentStore(awareness), [awareness]);
  return useSyncExternalStore(store.subscribe, store.get);
}

function presentStore(awareness: Awareness) {
  let people = read();
  function read() {
    const byId = new Map(othersPresent(awareness).map(({ person }) => [person.id, person]));
    return [...byId.values()].toSorted((one, other) => one.name.localeCompare(other.name));
  }
  const ids = (list: typeof people) => list.map(({ id }) => id).join();

  return {
    get: () => people,
    subscribe(listener: () => void) {
      const whenChanged = () => {
        const next = read();
        // Cursors move all the time; the list changes only when somebody comes or goes.
        if (ids(next) === ids(people)) return;
        people = next;
        listener();
      };
      awareness.on('change', whenChanged);
      whenChanged();
      return () => awareness.off('change', whenChanged);
    },
  };
}
