import { useTranslation } from 'react-i18next';
import type { EngagementCard } from '@shared/features/engagements/schema';

/** The week that today lies in, counted from the start of the engagement. */
export function WeekWords({
  engagement: { week, weeks },
}: {
  engagement: Pick<EngagementCard, 'week' | 'weeks'>;
}) {
  const { t } = useTranslation('engagements');
  if (week < 1) return t('week.before', { count: 1 - week });
  if (weeks === null || week > weeks) return t('week.open', { week });
  return t('week.of', { week, weeks });
}
