import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EngagementOverview } from '@shared/features/engagements/schema';
import type { Organisation } from '@shared/features/members/schema';
import { leads } from '@client/features/members/order';
import { useFormats } from '@client/i18n/useFormats';
import { Avatar } from '@client/ui/Avatar';
import { Section } from '@client/ui/Section';
import { SideShape } from '@client/ui/SideShape';
import styles from './Overview.module.css';

/** Those who answer for the engagement, client and vendor face to face. */
export function People({ engagement }: { engagement: EngagementOverview }) {
  const { t } = useTranslation('engagements');
  return (
    <Section
      title={t('people.title')}
      aside={
        <Link to="/e/$engagement/members" params={{ engagement: engagement.key }}>
          {t('people.all')}
        </Link>
      }
    >
      <div className={styles.sides}>
        <Side organisation={engagement.client} engagement={engagement} />
        <Side organisation={engagement.vendor} engagement={engagement} />
      </div>
    </Section>
  );
}

interface SideProps {
  organisation: Organisation;
  engagement: EngagementOverview;
}

function Side({ organisation, engagement }: SideProps) {
  const { t } = useTranslation('engagements');
  const { list } = useFormats();
  const all = engagement.people.filter(({ side }) => side === organisation.side);
  return (
    <div>
      <h3 className={styles.side}>
        <SideShape side={organisation.side} />
        {organisation.name}
        <span className={styles.sideCount}>{t('people.count', { count: all.length })}</span>
      </h3>
      <ul data-plain>
        {leads(all).map((person) => (
          <li key={person.id} className={styles.person}>
            <Avatar name={person.name} side={person.side} size="large" />
            <span>
              <span className={styles.personName}>{person.name}</span>
              <span className={styles.personRole}>
                {list(person.roles.map((role) => t(`common:roles.${role}`)))}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
