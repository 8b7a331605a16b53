import { IconChevronDown } from '@tabler/icons-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { classes } from './classes.ts';
import field from './Field.module.css';
import { iconProps } from './icon.ts';
import menu from './Menu.module.css';
import { usePortal } from './portal.ts';
import styles from './Select.module.css';

interface SelectProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of many, by name. */
export function Select<Value extends string>({
  label,
  options,
  value,
  onChange,
}: SelectProps<Value>) {
  return (
    <AriaSelect
      className={field.field}
      value={value}
      onChange={(next) => next !== null && onChange(String(next) as Value)}
    >
      <Label className={field.label}>{label}</Label>
      <Button className={classes(field.input, styles.button)}>
        <SelectValue />
        <IconChevronDown {...iconProps} />
      </Button>
      <Popover
        className={classes(menu.popover, styles.popover)}
        offset={4}
        UNSTABLE_portalContainer={usePortal()}
      >
        <ListBox className={menu.menu} items={options}>
          {(option) => (
            <ListBoxItem id={option.value} className={menu.item} textValue={option.label}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
