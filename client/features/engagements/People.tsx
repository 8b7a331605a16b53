import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Role } from '@shared/permissions';
import type { EngagementOverview } from '@shared/features/engagements/schema';
import type { Organisation } from '@shared/features/members/schema';
import { useFormats } from '@client/i18n/useFormats';
import { Avatar } from '@client/ui/Avatar';
import { Section } from '@client/ui/Section';
import { SideShape } from '@client/ui/SideShape';
import styles from './Overview.module.css';

/** Whom one turns to first on each side; everybody else is on the page of the members. */
const leading: readonly Role[] = [
  'sponsor',
  'point-of-contact',
  'customer-success-officer',
  'account-manager',
  'project-director',
  'service-coordinator',
];

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
  const rank = (roles: readonly Role[]) => {
    const ranks = roles.map((role) => leading.indexOf(role)).filter((index) => index >= 0);
    return ranks.length > 0 ? Math.min(...ranks) : leading.length;
  };
  const leads = all.filter(({ roles }) => roles.some((role) => leading.includes(role)));
  const shown = (leads.length > 0 ? leads : all).toSorted((a, b) => rank(a.roles) - rank(b.roles));
  return (
    <div>
      <h3 className={styles.side}>
        <SideShape side={organisation.side} />
        {organisation.name}
        <span className={styles.sideCount}>{t('people.count', { count: all.length })}</span>
      </h3>
      <ul role="list">
        {shown.map((person) => (
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
