import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Member, Organisation } from '@shared/features/members/schema';
import { sessionQuery } from '@client/features/accounts/api';
import { useEngagement } from '@client/features/engagements/useEngagement';
import { useFormats } from '@client/i18n/useFormats';
import { Avatar } from '@client/ui/Avatar';
import ledger from '@client/ui/Ledger.module.css';
import { Page } from '@client/ui/Page';
import { Section } from '@client/ui/Section';
import { SideShape } from '@client/ui/SideShape';
import styles from './Members.module.css';
import { byRole } from './order.ts';

/** Everybody in the engagement, by side: what they do in it and how to reach them. */
export function MembersPage() {
  const { t } = useTranslation('members');
  const { client, vendor, people } = useEngagement();
  return (
    <Page
      title={t('title')}
      lead={<p>{t('lead', { client: client.name, vendor: vendor.name })}</p>}
    >
      {[client, vendor].map((organisation) => (
        <Side
          key={organisation.side}
          organisation={organisation}
          people={byRole(people.filter(({ side }) => side === organisation.side))}
        />
      ))}
    </Page>
  );
}

interface SideProps {
  organisation: Organisation;
  people: readonly Member[];
}

function Side({ organisation, people }: SideProps) {
  const { t } = useTranslation('members');
  return (
    <Section
      title={organisation.name}
      note={
        <span className={styles.side}>
          <SideShape side={organisation.side} />
          {t(`common:side.${organisation.side}`)}
        </span>
      }
      aside={<span className={ledger.meta}>{t('count', { count: people.length })}</span>}
    >
      {people.length === 0 ? (
        <p>{t('empty', { organisation: organisation.name })}</p>
      ) : (
        <table className={`${ledger.ledger} ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col">{t('column.person')}</th>
              <th scope="col">{t('column.roles')}</th>
              <th scope="col">{t('column.contact')}</th>
              <th scope="col">{t('column.languages')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function PersonRow({ person }: { person: Member }) {
  const { t } = useTranslation('members');
  const { list, languageName } = useFormats();
  const { data: me } = useSuspenseQuery(sessionQuery);
  return (
    <tr>
      <th scope="row">
        <span className={styles.person}>
          <Avatar name={person.name} side={person.side} size="large" />
          <span>
            {person.name}
            {person.id === me?.id && <span className={styles.you}> {t('you')}</span>}
            <span className={styles.title}>{person.title}</span>
          </span>
        </span>
      </th>
      <td>{list(person.roles.map((role) => t(`common:roles.${role}`)))}</td>
      <td>
        <a href={`mailto:${person.email}`} className={styles.address}>
          {person.email}
        </a>
        {person.phone && (
          <a href={`tel:${person.phone.replaceAll(' ', '')}`} className={styles.phone}>
            {person.phone.replaceAll(' ', '\u00a0')}
          </a>
        )}
      </td>
      <td className={ledger.meta}>{list(person.languages.map(languageName))}</td>
    </tr>
  );
}
