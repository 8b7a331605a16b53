import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '@shared/features/accounts/schema';
import type { NewEngagementReply } from '@shared/features/engagements/schema';
import { useDayFormats, useFormats, useLanguage } from '@client/i18n/useFormats';
import { Banner } from '@client/ui/Banner';
import { buttonLook } from '@client/ui/Button';
import { Page } from '@client/ui/Page';
import { Section } from '@client/ui/Section';
import { SideShape } from '@client/ui/SideShape';
import type { Draft } from './draft.ts';
import { includesEmail } from './draft.ts';
import { sortInvited } from './invited.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { LinkRow } from './LinkRow.tsx';
import { CopyAll } from './CopyAll.tsx';
import styles from './Opened.module.css';

interface OpenedProps {
  reply: NewEngagementReply;
  draft: Draft;
  me: Me;
}

/** What was opened, and the links of those who have no password yet: nothing shows them a second time. */
export function Opened({ reply, draft, me }: OpenedProps) {
  const { t } = useTranslation('engagements');
  const language = useLanguage();
  const days = useDayFormats();
  const { date, list } = useFormats();
  const [copied, setCopied] = useState<ReadonlySet<string>>(new Set());
  const { engagement } = reply;

  // The form that was here before may have been scrolled far down.
  useEffect(() => {
    scrollTo(0, 0);
  }, []);

  const { invited, known } = sortInvited(reply, draft);
  const remember = (emails: string[]) => setCopied((now) => new Set([...now, ...emails]));
  const left = invited.filter(({ person }) => !copied.has(person.email)).length;

  return (
    <Page
      title={t('open.done.title', { name: engagement.name[language] })}
      lead={<p>{t('open.done.lead', { date: days.weekday(engagement.weekOne) })}</p>}
      banner={
        invited.length > 0 && (
          <Banner tone="wait" title={t('open.done.once-title')}>
            {t('open.done.once')}
          </Banner>
        )
      }
      narrow
    >
      {invited.length > 0 && (
        <Section
          title={t('open.done.links')}
          note={t('open.done.until', { date: date(invited[0]!.expiresAt) })}
          aside={
            invited.length > 1 && (
              <CopyAll
                invited={invited}
                onCopied={() => remember(invited.map(({ person }) => person.email))}
              />
            )
          }
        >
          <ul data-plain className={styles.links}>
            {invited.map((one) => (
              <LinkRow
                key={one.person.email}
                invited={one}
                isCopied={copied.has(one.person.email)}
                onCopied={() => remember([one.person.email])}
              />
            ))}
          </ul>
        </Section>
      )}
      {known.length > 0 && (
        <Section title={t('open.done.known')} note={t('open.done.known-note')}>
          <ul data-plain>
            {known.map(({ email, name, side, roles }) => (
              <li key={email} className={styles.known}>
                <SideShape side={side} />
                <strong>{name}</strong>
                <span className={styles.meta}>
                  {list(roles.map((role) => t(`common:roles.${role}`)))}
                </span>
                <span className={styles.meta}>{email}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('open.done.you')}>
        {includesEmail(draft, me.email) ? (
          <div className={styles.next}>
            <p>{t('open.done.member')}</p>
            <Link
              to="/e/$engagement"
              params={{ engagement: engagement.key }}
              className={buttonLook('primary')}
            >
              {t('open.done.go')}
            </Link>
          </div>
        ) : (
          <div className={styles.next}>
            <p>{t('open.done.outside')}</p>
            <Link to="/" className={buttonLook()}>
              {t('common:action.home')}
            </Link>
          </div>
        )}
      </Section>
      <LeaveDialog linksLeft={left} />
    </Page>
  );
}
