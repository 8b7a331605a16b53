import { parseDate } from '@internationalized/date';
import type { DateValue } from '@internationalized/date';
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover,
  Text,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type Day, isMonday } from '@shared/calendar';
import { buttonLook } from '@client/ui/Button';
import { classes } from '@client/ui/classes';
import field from '@client/ui/Field.module.css';
import { iconProps } from '@client/ui/icon';
import menu from '@client/ui/Menu.module.css';
import { usePortal } from '@client/ui/portal';
import { FaultLine } from './FaultLine.tsx';
import styles from './WeekOne.module.css';

interface WeekOneFieldProps {
  value: Day | null;
  onChange: (day: Day | null) => void;
  isInvalid: boolean;
}

const isNoMonday = (date: DateValue) => !isMonday(date.toString());

/** The Monday on which week 1 begins, typed or taken from a calendar that offers Mondays only. */
export function WeekOneField({ value, onChange, isInvalid }: WeekOneFieldProps) {
  const { t } = useTranslation('engagements');
  const iconButton = classes(buttonLook('quiet', true), styles.icon);
  return (
    <DatePicker
      className={field.field}
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date === null ? null : date.toString())}
      isDateUnavailable={isNoMonday}
      isInvalid={isInvalid || (value !== null && !isMonday(value))}
      isRequired
    >
      <Label className={field.label}>{t('open.week-one')}</Label>
      <Group className={classes(field.input, styles.group)}>
        <DateInput className={styles.date!}>
          {(segment) => <DateSegment segment={segment} className={styles.segment!} />}
        </DateInput>
        <Button className={iconButton}>
          <IconCalendar {...iconProps} />
        </Button>
      </Group>
      <Text slot="description" className={field.hint}>
        {t('open.week-one-hint')}
      </Text>
      <FaultLine sentence={t('open.fault.monday')} />
      <Popover className={menu.popover} offset={4} UNSTABLE_portalContainer={usePortal()}>
        <Dialog className={styles.dialog!}>
          <Calendar className={styles.calendar!}>
            <header className={styles.head}>
              <Button slot="previous" className={iconButton}>
                <IconChevronLeft {...iconProps} />
              </Button>
              <Heading className={styles.month} />
              <Button slot="next" className={iconButton}>
                <IconChevronRight {...iconProps} />
              </Button>
            </header>
            <CalendarGrid className={styles.grid!}>
              {(date) => <CalendarCell date={date} className={styles.cell!} />}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
