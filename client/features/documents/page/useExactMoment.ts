import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@client/i18n/useFormats';

/** The day with its year and the time, for what stays on record. */
export function useExactMoment(): (at: number) => string {
  const { t } = useTranslation('document');
  const { date, time } = useFormats();
  return useCallback((at) => t('settled.at', { date: date(at), time: time(at) }), [t, date, time]);
}
