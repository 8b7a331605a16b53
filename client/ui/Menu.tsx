import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { iconProps } from './icon.ts';
import styles from './Menu.module.css';
import { usePortal } from './portal.ts';

export interface MenuEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  /** Leads to an address instead of acting. */
  href?: string;
}

export interface MenuGroup {
  /** Named groups with a value are choices of one. */
  label?: string;
  entries: readonly MenuEntry[];
  chosen?: string;
  onChoose: (id: string) => void;
}

interface MenuProps {
  label: string;
  /** The button that opens it. */
  trigger: ReactNode;
  /** Above the entries: who or what the menu is about. */
  heading?: ReactNode;
  groups: readonly MenuGroup[];
}

/** Actions and choices behind a button. */
export function Menu({ label, trigger, heading, groups }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover
        className={styles.popover}
        placement="bottom end"
        offset={6}
        UNSTABLE_portalContainer={usePortal()}
      >
        {heading && <div className={styles.heading}>{heading}</div>}
        <AriaMenu aria-label={label} className={styles.menu}>
          {groups.flatMap((group, index) => [
            ...(index > 0 ? [<Separator key={`line-${index}`} className={styles.line} />] : []),
            <Group key={group.label ?? `group-${index}`} group={group} />,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Group({ group }: { group: MenuGroup }) {
  const isChoice = group.chosen !== undefined;
  return (
    <MenuSection
      aria-label={group.label}
      selectionMode={isChoice ? 'single' : 'none'}
      disallowEmptySelection={isChoice}
      selectedKeys={isChoice ? [group.chosen!] : []}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) group.onChoose(String(key));
      }}
    >
      {group.label && <Header className={styles.groupLabel}>{group.label}</Header>}
      {group.entries.map((entry) => (
        <MenuItem
          key={entry.id}
          id={entry.id}
          href={entry.href}
          textValue={entry.label}
          className={styles.item!}
          onAction={isChoice ? undefined : () => group.onChoose(entry.id)}
        >
          <span className={styles.mark}>
            {isChoice ? group.chosen === entry.id && <IconCheck {...iconProps} /> : entry.icon}
          </span>
          {entry.label}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
