import { IconExclamationCircle, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '@shared/features/accounts/schema';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import { classes } from '@client/ui/classes';
import field from '@client/ui/Field.module.css';
import { Section } from '@client/ui/Section';
import type { DraftPerson } from './draft.ts';
import { includesEmail } from './draft.ts';
import styles from './Open.module.css';
import { PersonRow } from './PersonRow.tsx';
import type { DraftHandle } from './useDraft.ts';

/** Everybody who takes part from the start; more can be done with fewer, but not with nobody. */
export function PeopleSection({ handle, me }: { handle: DraftHandle; me: Me }) {
  const { t } = useTranslation('engagements');
  const { draft, faults, addPerson, changePerson, removePerson } = handle;
  const add = useRef<HTMLButtonElement>(null);
  const rows = useRef<HTMLUListElement>(null);
  const hasAdded = useRef(false);

  useEffect(() => {
    if (!hasAdded.current) return;
    hasAdded.current = false;
    rows.current?.querySelector<HTMLElement>(':scope > li:last-child input')?.focus();
  });

  const begin = (person: Omit<DraftPerson, 'id'>) => {
    hasAdded.current = true;
    addPerson(person);
  };

  return (
    <Section title={t('open.people.title')} note={t('open.people.note')}>
      <ul data-plain ref={rows} className={styles.people}>
        {draft.people.map((person, index) => (
          <PersonRow
            key={person.id}
            person={person}
            place={index + 1}
            faults={faults}
            onChange={changePerson}
            onRemove={() => {
              removePerson(person.id);
              add.current?.focus();
            }}
          />
        ))}
      </ul>
      {faults.people && (
        <p data-fault tabIndex={-1} className={classes(field.error, styles.nobody)}>
          <IconExclamationCircle {...iconProps} />
          <span>{t('open.fault.people')}</span>
        </p>
      )}
      <div className={styles.after}>
        <Button
          ref={add}
          onPress={() =>
            begin({ name: '', email: '', side: 'vendor', roles: [], language: me.language })
          }
        >
          <IconPlus {...iconProps} />
          {t('open.people.add')}
        </Button>
        {!includesEmail(draft, me.email) && (
          <p className={styles.outside}>
            {t('open.people.without-you')}{' '}
            <Button
              small
              onPress={() =>
                begin({
                  name: me.name,
                  email: me.email,
                  side: me.organisation?.side ?? 'vendor',
                  roles: [],
                  language: me.language,
                })
              }
            >
              {t('open.people.add-you')}
            </Button>
          </p>
        )}
      </div>
    </Section>
  );
}
