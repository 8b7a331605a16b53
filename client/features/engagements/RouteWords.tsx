import { useTranslation } from 'react-i18next';
import type { EngagementCard } from '@shared/features/engagements/schema';

/** The route that the engagement takes, in words. */
export function RouteWords({
  engagement: { route, pilot },
}: {
  engagement: Pick<EngagementCard, 'route' | 'pilot'>;
}) {
  const { t } = useTranslation('engagements');
  const words = t(`route.${route}`);
  return pilot ? t('route.with-pilot', { route: words }) : words;
}
