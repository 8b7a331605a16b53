import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Side } from '@shared/audience';
import type { Role } from '@shared/permissions';
import { useFormats } from '@client/i18n/useFormats';
import { classes } from '@client/ui/classes';
import field from '@client/ui/Field.module.css';
import { iconProps } from '@client/ui/icon';
import menu from '@client/ui/Menu.module.css';
import { usePortal } from '@client/ui/portal';
import select from '@client/ui/Select.module.css';
import { rolesOn } from './draft.ts';
import { FaultLine } from './FaultLine.tsx';
import styles from './Open.module.css';

interface RolesFieldProps {
  side: Side;
  value: Role[];
  onChange: (roles: Role[]) => void;
  isInvalid: boolean;
}

/** What somebody is in the engagement: one role or several, of those that their side has. */
export function RolesField({ side, value, onChange, isInvalid }: RolesFieldProps) {
  const { t } = useTranslation('engagements');
  const { list } = useFormats();
  return (
    <Select
      selectionMode="multiple"
      className={field.field}
      value={value}
      onChange={(next) => onChange(rolesOn(side).filter((role) => next.includes(role)))}
      isInvalid={isInvalid}
      isRequired
    >
      <Label className={field.label}>{t('open.people.roles')}</Label>
      <Button className={classes(field.input, select.button)}>
        <SelectValue className={styles.chosen!}>
          {value.length > 0
            ? list(value.map((role) => t(`common:roles.${role}`)))
            : t('open.people.choose-roles')}
        </SelectValue>
        <IconChevronDown {...iconProps} />
      </Button>
      <FaultLine sentence={t('open.fault.roles')} />
      <Popover
        className={classes(menu.popover, select.popover)}
        offset={4}
        UNSTABLE_portalContainer={usePortal()}
      >
        <ListBox className={menu.menu}>
          {rolesOn(side).map((role) => (
            <ListBoxItem
              key={role}
              id={role}
              className={menu.item}
              textValue={t(`common:roles.${role}`)}
            >
              {({ isSelected }) => (
                <>
                  <span className={menu.mark}>{isSelected && <IconCheck {...iconProps} />}</span>
                  {t(`common:roles.${role}`)}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
